import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../../platform/http/refusal.js';
import { isAllowed } from '../../allowed-host.js';
import { storeStreams } from '../../source-file.js';
import { ConnectorOverlay } from '../connector-overlay.js';
import type { NewSource, SourceChange, StreamChange } from './source-settings.dto.js';

const COLUMNS = {
  name: 'name',
  enabled: 'enabled',
  paused: 'paused',
  rowsPerPage: 'rows_per_page',
  statementTimeoutMs: 'statement_timeout_ms',
  quietFrom: 'quiet_from',
  quietUntil: 'quiet_until',
  lateAfterSeconds: 'late_after_seconds',
} as const satisfies Partial<Record<keyof SourceChange, string>>;

interface Reached {
  readonly host: string;
  readonly managedBy: string;
}

/** Sets sources up. What is secret goes in sealed and never comes out again. */
@Injectable()
export class SourceSettingsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly overlay: ConnectorOverlay,
  ) {}

  /** It begins switched off: whoever made it checks and tries it first. */
  async create(caller: Caller, { id, connectorId, name, url, options }: NewSource): Promise<void> {
    const found = (await this.overlay.all()).get(connectorId);
    if (!found) throw new BadInput('没有这个接入包。', [{ field: 'connectorId', message: '请选择已有的接入包' }]);
    await this.db.asCaller(caller, async (em) => {
      if (url) await refuseStranger(em, url);
      const rows: unknown[] = await em.query(
        `insert into source (id, connector_id, name, system, host, url_cipher, options_cipher, patient_numbers_of, managed_by, enabled)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'console', false) on conflict (id) do nothing returning id`,
        [
          id,
          connectorId,
          name,
          found.connector.system,
          url ? new URL(url).host : '',
          url ? this.cipher.seal(url) : null,
          this.sealedOptions(options),
          found.connector.patientNumbersOf,
        ],
      );
      if (rows.length === 0) throw new Conflict('SOURCE_EXISTS', `数据源编号 ${id} 已被使用，请换一个。`);
      await storeStreams(em, id, found.connector);
      return { id };
    });
  }

  async change(caller: Caller, id: string, change: SourceChange): Promise<void> {
    caller.request.reason = change.reason;
    await this.db.asCaller(caller, async (em) => {
      const [known]: Reached[] = await em.query(
        'select host, managed_by as "managedBy" from source where id = $1 for update',
        [id],
      );
      if (!known) throw new NotFound('数据源');
      const reached = await this.reachedBy(em, known, change);
      const sets = Object.entries(COLUMNS).flatMap(([field, column]) => {
        const value = change[field as keyof typeof COLUMNS];
        return value === undefined ? [] : [[column, value] as const];
      });
      const all = [...sets, ...Object.entries(reached)];
      if (all.length === 0) return { id };
      await em.query(
        `update source set ${all.map(([column], at) => `${column} = $${at + 2}`).join(', ')} where id = $1`,
        [id, ...all.map(([, value]) => value)],
      );
      return { id };
    });
  }

  async changeStream(
    caller: Caller,
    id: string,
    streamId: string,
    { enabled, everySeconds, reason }: StreamChange,
  ): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const [rows]: [unknown[], number] = await em.query(
        `update source_stream set enabled = coalesce($3, enabled), every_seconds = case when $5 then $4::integer else every_seconds end, next_run_at = now()
         where source_id = $1 and stream_id = $2 returning stream_id`,
        [id, streamId, enabled ?? null, everySeconds ?? null, everySeconds !== undefined],
      );
      if (rows.length === 0) throw new NotFound('数据集');
      // What is read seldom is not late soon.
      await em.query('update source set late_after_seconds = greatest(late_after_seconds, $2) where id = $1', [
        id,
        3 * (everySeconds ?? 0),
      ]);
      return { id };
    });
  }

  /** Columns of a new address. Secrets never follow to another host. */
  private async reachedBy(
    em: EntityManager,
    known: Reached,
    { url, options }: SourceChange,
  ): Promise<Record<string, string | null>> {
    if (url === undefined && options === undefined) return {};
    if (known.managedBy === 'file')
      throw new Conflict(
        'MANAGED_BY_FILE',
        '此数据源的地址由部署文件 CONNECTORS_FILE 管理，请在文件中修改后重新加载。',
      );
    if (url === undefined) return { options_cipher: this.sealedOptions(options) };
    await refuseStranger(em, url);
    const { host } = new URL(url);
    const kept = options === undefined && host === known.host;
    return {
      host,
      url_cipher: this.cipher.seal(url),
      ...(kept ? {} : { options_cipher: this.sealedOptions(options) }),
    };
  }

  private sealedOptions(options: Record<string, string> = {}): string {
    const entries = Object.entries(options);
    const bad =
      entries.length > 50 ||
      entries.some(
        ([name, value]) => !/^[A-Za-z][\w.-]{0,49}$/.test(name) || typeof value !== 'string' || value.length > 4_000,
      );
    if (bad)
      throw new BadInput('连接设置不正确。', [{ field: 'options', message: '应为名称与文字的对应，最多 50 项' }]);
    return this.cipher.seal(JSON.stringify(options));
  }
}

async function refuseStranger(em: EntityManager, url: string): Promise<void> {
  const allowed: { entry: string }[] = await em.query('select entry from allowed_host');
  if (
    isAllowed(
      url,
      allowed.map(({ entry }) => entry),
    )
  )
    return;
  throw new BadInput('该地址不在部署允许的清单内。', [
    { field: 'url', message: '请联系部署人员在 CONNECTORS_FILE 的 allow 中加入该主机后再试' },
  ]);
}
