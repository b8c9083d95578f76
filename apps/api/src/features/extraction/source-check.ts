import { Injectable } from '@nestjs/common';
import { checkedStreams } from '@cadre/connector-kit/checked-stream';
import { NotFound } from '../../platform/http/refusal.js';
import type { CheckRow } from './source.dto.js';
import { type ActiveSource, isPulled, SourceRegistry } from './source-registry.js';
import { SourceTransports } from './source-transports.js';

const LIMITS = { statementTimeoutMs: 10_000, connectTimeoutMs: 5_000, maxRowsPerPage: 10 } as const;

/** Reaches out to a source and says in plain words what works and what does not. */
@Injectable()
export class SourceCheck {
  constructor(private readonly registry: SourceRegistry) {}

  async check(id: string): Promise<CheckRow[]> {
    const source = await this.registry.configuredById(id);
    if (!source?.connection) throw new NotFound('数据源');
    return checkSource(source);
  }
}

/** Every way its data sets come is looked at, each over a line of its own. */
export async function checkSource(source: ActiveSource): Promise<CheckRow[]> {
  const transports = new SourceTransports({ ...source, limits: LIMITS });
  const streams = checkedStreams(source.connector);
  const firstOfKind = new Map(source.connector.streams.filter(isPulled).map((stream) => [stream.source.transport, stream]));
  try {
    const rows: CheckRow[] = [];
    for (const [kind, stream] of firstOfKind) {
      const items = await transports.of(stream).check(streams.filter((one) => one.source.transport === kind));
      rows.push(...items.map((item) => ({ ...item })));
    }
    return rows;
  } finally {
    await transports.close();
  }
}
