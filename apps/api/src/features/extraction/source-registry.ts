import { Injectable } from '@nestjs/common';
import { codeTables, type CodeTables, type CodeTableSet } from '@cadre/connector-kit/code-tables';
import type { Connector, StreamSpec } from '@cadre/connector-kit/connector';
import type { Connection, TransportLimits } from '@cadre/connector-kit/pull-transport';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { type ConnectorInForce, ConnectorOverlay } from './console/connector-overlay.js';

/** A source as configured: which connector describes it, how it is reached, what its codes mean here. */
export interface ActiveSource {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly connector: Connector;
  /** Null: it is only listened to. */
  readonly connection: Connection | null;
  readonly limits: TransportLimits;
  /** The connector's tables with this hospital's own entries over them. */
  readonly codes: CodeTables;
  /** Version of each data set whose mapping was made here; the others are as delivered. */
  readonly versions: ReadonlyMap<string, number>;
  /** Paused by somebody, or in its quiet hours: nothing is pulled by the clock, what is pushed is taken. */
  readonly resting: boolean;
}

const LIMITS: TransportLimits = { statementTimeoutMs: 60_000, connectTimeoutMs: 5_000, maxRowsPerPage: 5_000 };

interface StoredSource {
  readonly id: string;
  readonly connectorId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly urlCipher: string | null;
  readonly optionsCipher: string | null;
  readonly rowsPerPage: number | null;
  readonly statementTimeoutMs: number | null;
  readonly resting: boolean;
  /** Data sets with settings of their own. */
  readonly streams: readonly { readonly id: string; readonly enabled: boolean; readonly everySeconds: number | null }[] | null;
}

/** The sources as they are set up. Asked anew at every look at the lanes: a change in the console needs no restart. */
@Injectable()
export class SourceRegistry {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly overlay: ConnectorOverlay,
  ) {}

  async active(): Promise<ActiveSource[]> {
    return (await this.configured()).filter(({ enabled }) => enabled);
  }

  /** Those that are switched off too: they can be looked at and tried, nobody reads them by the clock. */
  configured(): Promise<ActiveSource[]> {
    return this.db.asSystem('sources', async (em) => {
      const [rows, entries, connectors] = await Promise.all([storedSources(em), ownCodes(em), this.overlay.inForce(em)]);
      return rows.flatMap((row) => {
        const found = connectors.get(row.connectorId);
        return found ? [this.activeSource(row, found, entries.get(row.id) ?? {})] : [];
      });
    });
  }

  async byId(id: string): Promise<ActiveSource | undefined> {
    return (await this.active()).find((source) => source.id === id);
  }

  async configuredById(id: string): Promise<ActiveSource | undefined> {
    return (await this.configured()).find((source) => source.id === id);
  }

  private activeSource(row: StoredSource, { connector, versions }: ConnectorInForce, own: CodeTableSet): ActiveSource {
    const { id, name, enabled, urlCipher, optionsCipher, resting } = row;
    const options = optionsCipher === null ? {} : (JSON.parse(this.cipher.open(optionsCipher)) as Connection['options']);
    const connection = urlCipher === null ? null : { url: this.cipher.open(urlCipher), options };
    const limits: TransportLimits = {
      ...LIMITS,
      statementTimeoutMs: row.statementTimeoutMs ?? LIMITS.statementTimeoutMs,
      maxRowsPerPage: row.rowsPerPage ?? LIMITS.maxRowsPerPage,
    };
    return {
      id, name, enabled, connector: { ...connector, streams: servedStreams(connector, row.streams ?? []) }, connection, limits,
      codes: codeTables(connector.codes, own), versions, resting,
    };
  }
}

/** Without what was switched off here, at the intervals that were set here. */
function servedStreams({ streams }: Connector, own: NonNullable<StoredSource['streams']>): readonly StreamSpec[] {
  const settings = new Map(own.map((one) => [one.id, one]));
  return streams
    .filter(({ id }) => settings.get(id)?.enabled ?? true)
    .map((stream) => {
      const everySeconds = settings.get(stream.id)?.everySeconds;
      return everySeconds ? { ...stream, everySeconds } : stream;
    });
}

function storedSources(em: EntityManager): Promise<StoredSource[]> {
  return em.query(
    `select id, connector_id as "connectorId", name, enabled, url_cipher as "urlCipher", options_cipher as "optionsCipher", rows_per_page as "rowsPerPage",
       statement_timeout_ms as "statementTimeoutMs", paused or is_quiet(quiet_from, quiet_until) as resting,
       (select jsonb_agg(jsonb_build_object('id', stream_id, 'enabled', enabled, 'everySeconds', every_seconds)) from source_stream
        where source_id = source.id and (not enabled or every_seconds is not null)) as streams
     from source order by id`,
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
