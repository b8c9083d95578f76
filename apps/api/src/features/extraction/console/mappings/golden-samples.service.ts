import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, NotFound } from '../../../../platform/http/refusal.js';
import { ConnectorOverlay } from '../connector-overlay.js';
import { brokenSamples, type Expected, type GoldenSample, outcomeOf } from './golden-samples.js';
import type { NewSample } from './stream-version.dto.js';
import { type StoredVersion, StreamVersionQueries } from './stream-versions.queries.js';
import { checkedStream } from './stream-versions.service.js';

const MOST_SAMPLES = 50;

/** Keeps what every later version of a mapping has to get right. */
@Injectable()
export class GoldenSamplesService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly versions: StreamVersionQueries,
    private readonly overlay: ConnectorOverlay,
  ) {}

  /** What is expected may be given; else it is what the mapping makes of the sample now, which somebody has looked at. */
  async keep(caller: Caller, id: string, { name, raw, expected }: NewSample): Promise<void> {
    await this.change(caller, id, async (em, version) => {
      const codes = (await this.overlay.inForce(em)).get(version.connectorId)?.connector.codes ?? {};
      const stream = checkedStream(version.spec, version.streamId);
      const found = outcomeOf(stream, raw, codes);
      if (typeof found === 'string') throw new BadInput('样本无法转换。', [{ field: 'raw', message: found }]);
      const sample: GoldenSample = {
        name,
        raw,
        expected: expected ? { ...found, ...(expected as Partial<Expected>) } : found,
      };
      const broken = brokenSamples(stream, [sample], codes);
      if (broken.length) throw new BadInput('样本与期望结果不一致，请先修改映射或期望结果。', broken);
      const samples = [...this.versions.samplesOf(version).filter((one) => one.name !== name), sample];
      if (samples.length > MOST_SAMPLES)
        throw new BadInput(`最多保存 ${MOST_SAMPLES} 个样本。`, [{ field: 'name', message: '请先删除不再需要的样本' }]);
      return samples;
    });
  }

  async remove(caller: Caller, id: string, name: string): Promise<void> {
    await this.change(caller, id, async (_em, version) => {
      const samples = this.versions.samplesOf(version);
      if (!samples.some((one) => one.name === name)) throw new NotFound('样本');
      return samples.filter((one) => one.name !== name);
    });
  }

  private async change(
    caller: Caller,
    id: string,
    work: (em: EntityManager, version: StoredVersion) => Promise<GoldenSample[]>,
  ): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const version = await this.versions.stored(em, id, 'for update');
      await em.query('update stream_version set samples_cipher = $2 where id = $1', [
        id,
        this.versions.sealed(await work(em, version)),
      ]);
      return { id };
    });
  }
}
