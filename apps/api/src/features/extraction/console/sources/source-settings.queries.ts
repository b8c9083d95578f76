import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import { ConnectorOverlay } from '../connector-overlay.js';
import type { HostRow, SourceSettings, StreamSettings } from './source-settings.dto.js';

type Stored = Omit<SourceSettings, 'streams' | 'optionNames'> & { readonly optionsCipher: string | null };
interface StoredStream {
  readonly id: string;
  readonly enabled: boolean;
  readonly everySeconds: number | null;
}

/** How sources are set up, without how they are reached. */
@Injectable()
export class SourceSettingsQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly overlay: ConnectorOverlay,
  ) {}

  async one(caller: Caller, id: string): Promise<SourceSettings> {
    const connectors = await this.overlay.all();
    return this.db.asCaller(caller, async (em) => {
      const [row]: Stored[] = await em.query(
        `select id, name, connector_id as "connectorId", system, host, managed_by as "managedBy", url_cipher is not null as "urlSet",
           options_cipher as "optionsCipher", enabled, paused, late_after_seconds as "lateAfterSeconds", rows_per_page as "rowsPerPage",
           statement_timeout_ms as "statementTimeoutMs", to_char(quiet_from, 'HH24:MI') as "quietFrom", to_char(quiet_until, 'HH24:MI') as "quietUntil"
         from source where id = $1`,
        [id],
      );
      if (!row) throw new NotFound('数据源');
      const { optionsCipher, ...settings } = row;
      const options =
        optionsCipher === null ? {} : (JSON.parse(this.cipher.open(optionsCipher)) as Record<string, string>);
      return {
        ...settings,
        optionNames: Object.keys(options),
        streams: await streamsOf(em, id, connectors.get(row.connectorId)),
      };
    });
  }

  hosts(caller: Caller): Promise<HostRow[]> {
    return this.db.asCaller(caller, (em) => em.query('select entry from allowed_host order by entry'));
  }
}

type InForce = Awaited<ReturnType<ConnectorOverlay['all']>> extends ReadonlyMap<string, infer C> ? C : never;

async function streamsOf(em: EntityManager, sourceId: string, found: InForce | undefined): Promise<StreamSettings[]> {
  const stored: StoredStream[] = await em.query(
    'select stream_id as id, enabled, every_seconds as "everySeconds" from source_stream where source_id = $1',
    [sourceId],
  );
  return (found?.connector.streams ?? []).map(({ id, name, target, source, everySeconds }) => {
    const own = stored.find((one) => one.id === id);
    return {
      id,
      name,
      target,
      transport: source.transport,
      enabled: own?.enabled ?? true,
      everySeconds: own?.everySeconds ?? everySeconds ?? null,
      ownInterval: own?.everySeconds != null,
      version: found?.versions.get(id) ?? null,
    };
  });
}
