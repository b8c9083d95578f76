import { Injectable } from '@nestjs/common';
import { checkedStreams } from '@cadre/connector-kit/checked-stream';
import { openSqlView } from '@cadre/connector-kit/sql-view';
import { NotFound } from '../../platform/http/refusal.js';
import type { CheckRow } from './source.dto.js';
import { SourceRegistry } from './source-registry.js';

const LIMITS = { statementTimeoutMs: 10_000, connectTimeoutMs: 5_000, maxRowsPerPage: 10 } as const;

/** Reaches out to a source and says in plain words what works and what does not. */
@Injectable()
export class SourceCheck {
  constructor(private readonly registry: SourceRegistry) {}

  async check(id: string): Promise<CheckRow[]> {
    const source = await this.registry.byId(id);
    if (!source?.url) throw new NotFound('数据源');
    const transport = openSqlView(source.url, LIMITS);
    try {
      return (await transport.check(checkedStreams(source.connector))).map((item) => ({ ...item }));
    } finally {
      await transport.close().catch(() => undefined);
    }
  }
}
