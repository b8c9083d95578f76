import { type Read, readStream } from '@cadre/connector-kit/connector-schema';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { canonicalJson } from '@cadre/connector-kit/content-hash';
import { missingFields } from '@cadre/connectors/suggestions/target-fields';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound, Refusal } from '../../../../platform/http/refusal.js';
import { fieldName } from '../../field-names.js';
import { storeStreams } from '../../source-file.js';
import { ConnectorOverlay } from '../connector-overlay.js';
import { brokenSamples } from './golden-samples.js';
import type { ActivateRequest, ConnectorStreamId, VersionDraft } from './stream-version.dto.js';
import { StreamVersionQueries } from './stream-versions.queries.js';

/** Drafts, activates and retires versions of mappings. What is active takes effect at the next look at the lanes. */
@Injectable()
export class StreamVersionsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly versions: StreamVersionQueries,
    private readonly overlay: ConnectorOverlay,
  ) {}

  /** The draft begins with the golden samples of the version before it. */
  async draft(
    caller: Caller,
    { id: connectorId, streamId }: ConnectorStreamId,
    { spec, note }: VersionDraft,
  ): Promise<string> {
    const stream = checkedStream(spec, streamId);
    if (!(await this.overlay.all()).has(connectorId)) throw new NotFound('接入包');
    return this.db.asCaller(
      caller,
      async (em) => (await insertDraft(em, caller, connectorId, stream, note ?? null)).id,
    );
  }

  async edit(caller: Caller, id: string, { spec, note }: VersionDraft): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const known = await this.versions.stored(em, id, 'for update');
      if (known.state !== 'draft') throw new Conflict('NOT_A_DRAFT', '已启用过的版本不能修改，请以它为基础新建草稿。');
      await em.query('update stream_version set spec = $2, note = coalesce($3, note) where id = $1', [
        id,
        JSON.stringify(checkedStream(spec, known.streamId)),
        note ?? null,
      ]);
      return { id };
    });
  }

  /** A draft, or an earlier version that is taken back into force. Refused when a golden sample no longer comes out as it should. */
  async activate(caller: Caller, id: string, { reason, reread }: ActivateRequest): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const version = await this.versions.stored(em, id, 'for update');
      if (version.state === 'active') throw new Conflict('ALREADY_ACTIVE', '该版本已在使用。');
      const stream = checkedStream(version.spec, version.streamId);
      refuseIncomplete(stream);
      const before = (await this.overlay.inForce(em)).get(version.connectorId);
      if (!before) throw new NotFound('接入包');
      const broken = brokenSamples(stream, this.versions.samplesOf(version), before.connector.codes);
      if (broken.length) throw new Refusal(422, 'SAMPLES_BROKEN', '新版本没有通过样本核对，未启用。', broken);
      await retireActive(em, version.connectorId, version.streamId);
      await em.query(
        `update stream_version set state = 'active', activated_by = $2, activated_at = now() where id = $1`,
        [id, caller.username],
      );
      const earlier = before.connector.streams.find(({ id: known }) => known === stream.id);
      await this.spread(em, version.connectorId, stream, {
        elsewhere: canonicalJson(earlier?.source) !== canonicalJson(stream.source),
        reread: reread ?? false,
      });
      return { id };
    });
  }

  /** Without an active version the data set is as delivered, or rests where it was never delivered. */
  async retire(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const version = await this.versions.stored(em, id, 'for update');
      if (version.state !== 'active') throw new Conflict('NOT_ACTIVE', '该版本未在使用。');
      await retireActive(em, version.connectorId, version.streamId);
      return { id };
    });
  }

  /** Every source of this connector gets the data set; a cursor of another view means nothing for this one. */
  private async spread(
    em: EntityManager,
    connectorId: string,
    stream: StreamSpec,
    { elsewhere, reread }: { elsewhere: boolean; reread: boolean },
  ): Promise<void> {
    const { connector } = (await this.overlay.inForce(em)).get(connectorId)!;
    const sources: { id: string }[] = await em.query('select id from source where connector_id = $1', [connectorId]);
    for (const source of sources) await storeStreams(em, source.id, connector);
    await em.query('update source set late_after_seconds = greatest(late_after_seconds, $2) where connector_id = $1', [
      connectorId,
      3 * (stream.everySeconds ?? 0),
    ]);
    await em.query(
      `update source_stream set next_run_at = now(), cursor = case when $3 then null else cursor end,
         first_load_done = first_load_done and not $3, full_requested = full_requested or ($4 and not $3)
       where stream_id = $2 and source_id in (select id from source where connector_id = $1)`,
      [connectorId, stream.id, elsewhere, reread],
    );
  }
}

export async function insertDraft(
  em: EntityManager,
  caller: Caller,
  connectorId: string,
  stream: StreamSpec,
  note: string | null,
): Promise<{ id: string }> {
  const [row]: [{ id: string }] = await em.query(
    `insert into stream_version (connector_id, stream_id, version, spec, samples_cipher, note, created_by)
     select $1, $2, coalesce(max(version), 0) + 1, $3,
       (select samples_cipher from stream_version where connector_id = $1 and stream_id = $2 order by state = 'active' desc, version desc limit 1), $4, $5
     from stream_version where connector_id = $1 and stream_id = $2 returning id`,
    [connectorId, stream.id, JSON.stringify(stream), note, caller.username],
  );
  return row;
}

async function retireActive(em: EntityManager, connectorId: string, streamId: string): Promise<void> {
  await em.query(
    `update stream_version set state = 'retired' where connector_id = $1 and stream_id = $2 and state = 'active'`,
    [connectorId, streamId],
  );
}

function refuseIncomplete(stream: StreamSpec): void {
  const missing = missingFields(stream);
  if (missing.length === 0) return;
  const problems = missing.map((field) => ({
    field: `spec.mapping.fields.${field}`,
    message: `缺少${fieldName(field)}的映射规则，没有它记录无法保存`,
  }));
  throw new Refusal(422, 'FIELDS_MISSING', '映射不完整，未启用。', problems);
}

/** @throws BadInput naming every place that is wrong */
export function checkedStream(spec: unknown, streamId: string): StreamSpec {
  const stream = accepted(readStream(spec), 'spec');
  if (stream.id !== streamId)
    throw new BadInput('数据集编号不一致。', [{ field: 'spec.id', message: `应为 ${streamId}` }]);
  return stream;
}

export function accepted<T>(read: Read<T>, root: string): T {
  if ('value' in read) return read.value;
  throw new BadInput(
    '接入配置有误，请按提示修改。',
    read.problems.slice(0, 100).map(({ path, message }) => ({ field: path ? `${root}.${path}` : root, message })),
  );
}
