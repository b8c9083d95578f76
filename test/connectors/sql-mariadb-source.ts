import type { Connection } from 'mysql2/promise';
import { type Mariadb, startMariadb } from '../support/mariadb.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';
import { SAMPLE_VIEW, SAMPLE_VIEW_BY_DAY } from './sql-postgres-source.js';

export const PASSWORD = 'only-for-this-test';

/** What the MariaDB tests may do beside the suite. */
export interface MariadbSource extends SourceUnderTest {
  server(): Mariadb;
  owner(): Connection;
}

/** A MariaDB of this file's own with a login that may only read its view. */
export function mariadbSource(): MariadbSource {
  let server: Mariadb;
  let owner: Connection;
  const insert = async (client: Connection, records: readonly SampleRecord[]): Promise<void> => {
    const rows = records.map(({ no, patientId, text, at }) => [no, patientId, text, at, at?.slice(0, 10) ?? null]);
    if (rows.length > 0) await client.query('insert into sample (no, brid, txt, moment, day) values ?', [rows]);
  };
  return {
    kind: 'sql-view',
    stream: SAMPLE_VIEW,
    daily: SAMPLE_VIEW_BY_DAY,
    server: () => server,
    owner: () => owner,
    connection: (through) => ({ url: `mariadb://reader:${PASSWORD}@${through?.host ?? '127.0.0.1'}:${through?.port ?? server.port}/his`, options: {} }),
    address: () => ({ host: '127.0.0.1', port: server.port }),
    async start() {
      server = await startMariadb();
      const root = await server.owner();
      await root.query(
        `create database his character set gbk;
         create table his.sample (no varchar(20), brid varchar(20), txt varchar(200), moment datetime(6), day date);
         create view his.v_sample as select * from his.sample;
         create user reader@'127.0.0.1' identified by '${PASSWORD}'; grant select on his.v_sample to reader@'127.0.0.1'`,
      );
      await root.end();
      owner = await server.owner('his');
    },
    async stop() {
      await owner.end();
      await server.stop();
    },
    clear: async () => void (await owner.query('delete from sample')),
    seed: (records) => insert(owner, records),
    seedBad: async (no, moment) => void (await owner.query('insert into sample values (?, null, null, ?, date(?))', [no, moment, moment])),
    async seedLate(record) {
      const writer = await server.owner('his');
      await writer.query('start transaction');
      await insert(writer, [record]);
      return async () => {
        await writer.query('commit');
        await writer.end();
      };
    },
    update: async ({ no, patientId, text, at }) =>
      void (await owner.query('update sample set brid = ?, txt = ?, moment = ?, day = date(?) where no = ?', [patientId, text, at, at, no])),
    delete: async (no) => void (await owner.query('delete from sample where no = ?', [no])),
    async restart() {
      await owner.end();
      await server.restart();
      owner = await server.owner('his');
    },
  };
}
