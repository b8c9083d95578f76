import { Injectable } from '@nestjs/common';
import type { Connector } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { type FileSource, readConnectorsFile } from './connectors-file.js';
import { ConnectorOverlay, installConnector } from './console/connector-overlay.js';

/** Three intervals of its slowest data set without a success, and pages say that the source is late. */
const lateAfter = (connector: Connector): number => 3 * Math.max(60, ...connector.streams.map((stream) => stream.everySeconds ?? 0));

/** Reads CONNECTORS_FILE: the deployment says which hosts may be reached and which sources there are. */
@Injectable()
export class SourceFile {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly overlay: ConnectorOverlay,
  ) {}

  /** Adds or updates the file's sources and their streams. Anything wrong in the file refuses all of it. */
  async load(path: string): Promise<string[]> {
    const { allow, sources } = readConnectorsFile(path);
    await this.db.asSystem('sources', async (em) => {
      await em.query('delete from allowed_host');
      await em.query('insert into allowed_host select distinct unnest($1::text[])', [allow]);
      for (const { connector } of sources) if (connector) await installConnector(em, connector, 'file', 'system');
      const connectors = await this.overlay.inForce(em);
      for (const source of sources) {
        const found = connectors.get(source.connectorId);
        if (!found) throw new Error(`数据源 ${source.id} 使用了未知的接入包 ${source.connectorId}。`);
        await this.store(em, source, found.connector);
      }
    });
    return sources.map(({ id }) => id);
  }

  private async store(em: EntityManager, { id, connectorId, name, url, options }: FileSource, connector: Connector): Promise<void> {
    const [known]: { urlCipher: string | null; optionsCipher: string | null }[] = await em.query(
      'select url_cipher as "urlCipher", options_cipher as "optionsCipher" from source where id = $1', [id],
    );
    await em.query(
      `insert into source (id, connector_id, name, system, host, url_cipher, options_cipher, patient_numbers_of, late_after_seconds)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set connector_id = excluded.connector_id, name = excluded.name, system = excluded.system,
         host = excluded.host, url_cipher = excluded.url_cipher, options_cipher = excluded.options_cipher, patient_numbers_of = excluded.patient_numbers_of
       where (source.connector_id, source.name, source.host, source.url_cipher, source.options_cipher, source.patient_numbers_of)
         is distinct from (excluded.connector_id, excluded.name, excluded.host, excluded.url_cipher, excluded.options_cipher, excluded.patient_numbers_of)`,
      [id, connectorId, name, connector.system, new URL(url).host, this.sealed(known?.urlCipher, url),
        this.sealed(known?.optionsCipher, JSON.stringify(options)), connector.patientNumbersOf, lateAfter(connector)],
    );
    await storeStreams(em, id, connector);
  }

  /** The same text keeps its ciphertext: a restart is not a change on record. */
  private sealed(known: string | null | undefined, text: string): string {
    return known && this.cipher.open(known) === text ? known : this.cipher.seal(text);
  }
}

/** Every data set of a connector has its own cursor, lease and next run under each source. */
export async function storeStreams(em: EntityManager, sourceId: string, { streams }: Connector): Promise<void> {
  await em.query(
    `insert into source_stream (source_id, stream_id, target, transport) select $1, * from unnest($2::text[], $3::text[], $4::text[])
     on conflict (source_id, stream_id) do update set target = excluded.target, transport = excluded.transport
     where (source_stream.target, source_stream.transport) is distinct from (excluded.target, excluded.transport)`,
    [sourceId, streams.map(({ id }) => id), streams.map(({ target }) => target), streams.map(({ source }) => source.transport)],
  );
}
