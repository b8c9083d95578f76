import pg from 'pg';
import { inject } from 'vitest';

/** A hospital system that the product has never heard of: a database of its own with one view, read by an account that cannot write. */
export interface ForeignSystem {
  readonly url: string;
  readonly host: string;
  run(sql: string, values?: readonly unknown[]): Promise<void>;
  drop(): Promise<void>;
}

const READER = 'foreign_reader';

/** @param ddl makes tables and views in the schema `public`; the reader may select from the views only */
export async function startForeignSystem(ddl: string, views: readonly string[]): Promise<ForeignSystem> {
  const clusterUrl = inject('clusterUrl');
  const name = `foreign_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.query(
    `do $$ begin create role ${READER} login password 'only-in-tests'; exception when duplicate_object or unique_violation then null; end $$`,
  );
  const address = new URL(clusterUrl);
  address.pathname = `/${name}`;
  const owner = new pg.Pool({ connectionString: address.href, max: 2 });
  owner.on('error', () => undefined);
  await owner.query(
    `${ddl}; revoke create on schema public from public; revoke temporary on database ${name} from public;`,
  );
  for (const view of views) await owner.query(`grant select on ${view} to ${READER}`);
  const reader = new URL(address);
  reader.username = READER;
  reader.password = 'only-in-tests';
  return {
    url: reader.href,
    host: address.host,
    run: async (sql, values = []) => {
      await owner.query(sql, [...values]);
    },
    drop: async () => {
      await owner.end();
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
