import { Injectable } from '@nestjs/common';
import type { Connector, StreamSpec } from '@cadre/connector-kit/connector';
import { connectorById } from '@cadre/connectors/catalogue';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

/** A source as configured: which connector describes it and how it is reached. */
export interface ActiveSource {
  readonly id: string;
  readonly name: string;
  readonly connector: Connector;
  readonly url: string | null;
}

/** The sources that are switched on. Asked anew at every look at the lanes: a change in the console needs no restart. */
@Injectable()
export class SourceRegistry {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async active(): Promise<ActiveSource[]> {
    const rows: { id: string; connectorId: string; name: string; urlCipher: string | null }[] = await this.db.asSystem('sources', (em) =>
      em.query(`select id, connector_id as "connectorId", name, url_cipher as "urlCipher" from source where enabled order by id`),
    );
    return rows.flatMap(({ id, connectorId, name, urlCipher }) => {
      const connector = connectorById(connectorId);
      return connector ? [{ id, name, connector, url: urlCipher === null ? null : this.cipher.open(urlCipher) }] : [];
    });
  }

  async byId(id: string): Promise<ActiveSource | undefined> {
    return (await this.active()).find((source) => source.id === id);
  }
}

export function streamOf(source: ActiveSource, streamId: string): StreamSpec | undefined {
  return source.connector.streams.find((stream) => stream.id === streamId);
}

export const isPulled = (stream: StreamSpec): boolean => stream.source.transport === 'sql-view';
