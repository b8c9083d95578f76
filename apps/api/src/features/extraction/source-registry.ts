import { Injectable } from '@nestjs/common';
import { codeTables, type CodeTables, type CodeTableSet } from '@cadre/connector-kit/code-tables';
import type { Connector, StreamSpec } from '@cadre/connector-kit/connector';
import type { Connection, TransportLimits } from '@cadre/connector-kit/pull-transport';
import { connectorById } from '@cadre/connectors/catalogue';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

/** A source as configured: which connector describes it, how it is reached, what its codes mean here. */
export interface ActiveSource {
  readonly id: string;
  readonly name: string;
  readonly connector: Connector;
  /** Null: it is only listened to. */
  readonly connection: Connection | null;
  readonly limits: TransportLimits;
  /** The connector's tables with this hospital's own entries over them. */
  readonly codes: CodeTables;
}

const LIMITS: TransportLimits = { statementTimeoutMs: 60_000, connectTimeoutMs: 5_000, maxRowsPerPage: 5_000 };

interface StoredSource {
  readonly id: string;
  readonly connectorId: string;
  readonly name: string;
  readonly urlCipher: string | null;
  readonly optionsCipher: string | null;
}

/** The sources that are switched on. Asked anew at every look at the lanes: a change in the console needs no restart. */
@Injectable()
export class SourceRegistry {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async active(): Promise<ActiveSource[]> {
    return this.db.asSystem('sources', async (em) => {
      const [rows, entries] = await Promise.all([enabledSources(em), ownCodes(em)]);
      return rows.flatMap((row) => this.activeSource(row, entries.get(row.id) ?? {}));
    });
  }

  async byId(id: string): Promise<ActiveSource | undefined> {
    return (await this.active()).find((source) => source.id === id);
  }

  private activeSource({ id, name, connectorId, urlCipher, optionsCipher }: StoredSource, own: CodeTableSet): ActiveSource[] {
    const connector = connectorById(connectorId);
    if (!connector) return [];
    const options = optionsCipher === null ? {} : (JSON.parse(this.cipher.open(optionsCipher)) as Connection['options']);
    const connection = urlCipher === null ? null : { url: this.cipher.open(urlCipher), options };
    return [{ id, name, connector, connection, limits: LIMITS, codes: codeTables(connector.codes, own) }];
  }
}

function enabledSources(em: EntityManager): Promise<StoredSource[]> {
  return em.query(
    `select id, connector_id as "connectorId", name, url_cipher as "urlCipher", options_cipher as "optionsCipher" from source where enabled order by id`,
  );
}

/** Codes that somebody here has given a meaning, by source. */
async function ownCodes(em: EntityManager): Promise<Map<string, Record<string, Record<string, string>>>> {
  const rows: { source: string; table: string; code: string; target: string }[] = await em.query(
    `select source_system as source, table_name as "table", code, target from code_mapping where target is not null`,
  );
  const sets = new Map<string, Record<string, Record<string, string>>>();
  for (const { source, table, code, target } of rows) {
    const set = sets.get(source) ?? {};
    (set[table] ??= {})[code] = target;
    sets.set(source, set);
  }
  return sets;
}

export function streamOf(source: ActiveSource, streamId: string): StreamSpec | undefined {
  return source.connector.streams.find((stream) => stream.id === streamId);
}

/** Whether we ask for it; the rest is told to us. */
export const isPulled = (stream: StreamSpec): boolean => stream.source.transport !== 'mllp';
