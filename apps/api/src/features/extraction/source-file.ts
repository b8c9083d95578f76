import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import type { Connector } from '@cadre/connector-kit/connector';
import { connectorById } from '@cadre/connectors/catalogue';
import { z } from 'zod';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

const FILE = z.object({
  /** host:port that connectors may reach; nothing else is ever connected to. */
  allow: z.array(z.string().regex(/^[\w.-]+:\d+$/)),
  sources: z.array(
    z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), connector: z.string(), name: z.string().min(1).max(50), url: z.url() }),
  ),
});

/** Three intervals of its slowest data set without a success, and pages say that the source is late. */
const lateAfter = (connector: Connector): number => 3 * Math.max(60, ...connector.streams.map((stream) => stream.everySeconds ?? 0));

/** Reads CONNECTORS_FILE: the deployment says which hosts may be reached and which sources there are. */
@Injectable()
export class SourceFile {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  /** Adds or updates the file's sources and their streams. A host that is not allowed refuses the whole file. */
  async load(path: string): Promise<string[]> {
    const { allow, sources } = FILE.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const source of sources) {
      if (!allow.includes(new URL(source.url).host)) throw new Error(`数据源 ${source.id} 的主机不在允许清单内，请检查 ${path} 的 allow。`);
      if (!connectorById(source.connector)) throw new Error(`数据源 ${source.id} 使用了未知的接入包 ${source.connector}。`);
    }
    await this.db.asSystem('sources', async (em) => {
      for (const { id, connector: connectorId, name, url } of sources) {
        const connector = connectorById(connectorId)!;
        const [known]: { urlCipher: string }[] = await em.query('select url_cipher as "urlCipher" from source where id = $1', [id]);
        const urlCipher = known && this.cipher.open(known.urlCipher) === url ? known.urlCipher : this.cipher.seal(url);
        await em.query(
          `insert into source (id, connector_id, name, system, host, url_cipher, late_after_seconds) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (id) do update set connector_id = excluded.connector_id, name = excluded.name, system = excluded.system,
             host = excluded.host, url_cipher = excluded.url_cipher
           where (source.connector_id, source.name, source.host, source.url_cipher)
             is distinct from (excluded.connector_id, excluded.name, excluded.host, excluded.url_cipher)`,
          [id, connectorId, name, connector.system, new URL(url).host, urlCipher, lateAfter(connector)],
        );
        await em.query(
          `insert into source_stream (source_id, stream_id) select $1, unnest($2::text[]) on conflict do nothing`,
          [id, connector.streams.map((stream) => stream.id)],
        );
      }
    });
    return sources.map(({ id }) => id);
  }
}
