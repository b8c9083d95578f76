import type { StreamSpec } from '@cadre/connector-kit/connector';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../../../config/config.module.js';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import type { Incoming } from '../../incoming.js';
import { readAgain } from '../../read-again.js';
import type { ActiveSource } from '../../source-registry.js';
import { SourceTransports } from '../../source-transports.js';

const LIMITS = { statementTimeoutMs: 20_000, connectTimeoutMs: 5_000 } as const;
const LONGEST_MS = 30_000;
const FAR = '2200-01-01';

/** Some real records of a data set: asked of the source, or what it pushed last. */
@Injectable()
export class SampleRows {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly environment: Environment,
  ) {}

  /** @throws TransportError when the source cannot be read */
  async read(source: ActiveSource, stream: StreamSpec, rows: number, from?: string): Promise<Incoming[]> {
    return stream.source.transport === 'mllp'
      ? this.pushed(source, stream, rows)
      : this.pulled(source, stream, rows, from);
  }

  private async pulled(source: ActiveSource, stream: StreamSpec, rows: number, from?: string): Promise<Incoming[]> {
    if (stream.source.transport === 'mllp') return [];
    const transports = new SourceTransports({ ...source, limits: { ...LIMITS, maxRowsPerPage: rows } });
    const found: Incoming[] = [];
    try {
      const mode = from
        ? ({ kind: 'window', from, to: FAR } as const)
        : ({ kind: 'incremental', cursor: null } as const);
      const options = {
        pageSize: rows,
        signal: AbortSignal.timeout(LONGEST_MS),
        safetyLagSeconds: this.environment.values.SYNC_SAFETY_LAG_SECONDS,
      };
      for await (const { records } of transports.of(stream).pull(stream.source, mode, options)) {
        found.push(...records);
        if (found.length >= rows) break;
      }
    } finally {
      await transports.close();
    }
    return found.slice(0, rows);
  }

  private async pushed(source: ActiveSource, stream: StreamSpec, rows: number): Promise<Incoming[]> {
    const kept: { payload: Buffer }[] = await this.db.asSystem('dry run', (em) =>
      em.query(
        `select payload from sync_inbox where source_id = $1 and stream_id = $2 and payload is not null order by id desc limit $3`,
        [source.id, stream.id, rows],
      ),
    );
    const raws = kept.flatMap(
      ({ payload }) => JSON.parse(this.cipher.openPayload(payload).toString('utf8')) as string[],
    );
    return raws.flatMap((raw) => readAgain(stream, raw)).slice(0, rows);
  }
}
