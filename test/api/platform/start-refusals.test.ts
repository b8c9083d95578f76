import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../../apps/api/src/app.module.js';
import { createHttpServer } from '../../../apps/api/src/platform/http/http-server.js';
import { MIGRATIONS } from '../../../apps/api/src/schema/migrations/migrations.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { tryToStart, valuesFor } from './start-on.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** The server's own role. */
const app = (): string => new URL(database.appUrl).username;

/** Makes something in the database, sees what the start says, takes it away again. */
async function startWith(make: string, takeAway: string): Promise<void> {
  await database.query(make);
  try {
    await tryToStart(database);
  } finally {
    await database.query(takeAway);
  }
}

const SEEDED: readonly [what: string, name: string, make: string, takeAway: string][] = [
  [
    'a table without a row policy',
    'loose',
    `create table loose (name text); grant select on loose to "%"`,
    'drop table loose',
  ],
  [
    'a table of which one column may be read',
    'loose',
    `create table loose (name text, x int); grant select (name) on loose to "%"`,
    'drop table loose',
  ],
  [
    "a view with its owner's rights",
    'peek',
    `create view peek as select name from beneficiary; grant select on peek to "%"`,
    'drop view peek',
  ],
  [
    'a stored view',
    'stock',
    `create materialized view stock as select name from beneficiary; grant select on stock to "%"`,
    'drop materialized view stock',
  ],
  [
    'a partition without a row policy of its own',
    'part_one',
    `create table parts (n int) partition by list (n); create table part_one partition of parts for values in (1); grant select on part_one to "%"`,
    'drop table parts',
  ],
  [
    'a table in another schema',
    'aside.loose',
    `create schema aside; create table aside.loose (name text); grant usage on schema aside to "%"; grant select on aside.loose to "%"`,
    'drop schema aside cascade',
  ],
  [
    'a guarded table whose policy was switched off',
    'visit',
    'alter table visit disable row level security',
    'alter table visit enable row level security',
  ],
];

describe('what the server refuses to start on', () => {
  it('starts on the schema as it is', async () => {
    await expect(tryToStart(database)).resolves.toBeUndefined();
  });

  it.each(SEEDED)('S32 %s', async (_what, name, make, takeAway) => {
    await expect(startWith(make.replaceAll('%', app()), takeAway)).rejects.toThrow(
      new RegExp(`no row policy: .*${name.replace('.', '\\.')}`),
    );
  });

  it("S32 tables that belong to the server's own role: an owner stands above the policies", async () => {
    await expect(
      startWith(
        `create table owned (name text); alter table owned enable row level security; alter table owned owner to "${app()}"`,
        'drop table owned',
      ),
    ).rejects.toThrow('可绕过行权限');
  });

  it.each([
    ['is a superuser', 'superuser', ''],
    ['passes by the policies', 'bypassrls', ''],
    ['may become one that does', '', `create role "% over" bypassrls; grant "% over" to "%";`],
  ])('S32 a role that %s', async (_what, attribute, more) => {
    // A role of its own with the rights of the real one: roles are shared by all databases of the run.
    const role = `app_${new URL(database.ownerUrl).pathname.slice(1)}`;
    const url = new URL(database.appUrl);
    url.username = role;
    await database.query(
      `create role "${role}" login ${attribute} password '${url.password}'; grant "${app()}" to "${role}"; ${more.replaceAll('%', role)}`,
    );
    try {
      await expect(tryToStart({ ...database, appUrl: url.href })).rejects.toThrow('可绕过行权限');
    } finally {
      await database.query(`drop role if exists "${role} over"; drop role "${role}"`);
    }
  });

  it('a schema that is newer than the program', async () => {
    await expect(
      startWith(
        `insert into migration (timestamp, name) values (1900000000000, 'Later1900000000000')`,
        `delete from migration where name = 'Later1900000000000'`,
      ),
    ).rejects.toThrow('数据库结构比程序新');
  });

  it('a schema that is older than the program', async () => {
    const last = MIGRATIONS.at(-1)!.name;
    await expect(
      startWith(
        `update migration set name = name || 'x' where false; create table kept as select * from migration; delete from migration where name = '${last}'`,
        `insert into migration select * from kept on conflict do nothing; drop table kept`,
      ),
    ).rejects.toThrow('数据库结构尚未更新');
  });

  it('S19 a route that declares neither permission nor audit', async () => {
    class BareController {
      peek(): string {
        return 'open';
      }
    }
    Get('peek')(BareController.prototype, 'peek', Object.getOwnPropertyDescriptor(BareController.prototype, 'peek')!);
    Controller('bare')(BareController);
    class WithBareRoute {}
    const values = valuesFor(database);
    Module({ imports: [AppModule.of(values)], controllers: [BareController] })(WithBareRoute);
    const server = await createHttpServer(WithBareRoute, values);
    await expect(server.init()).rejects.toThrow('Routes without @Endpoint: BareController.peek');
    await server.close();
  });

  it('no migration can be taken back: a backup is the way', async () => {
    expect(MIGRATIONS.length).toBeGreaterThan(0);
    for (const Migration of MIGRATIONS) await expect(new Migration().down()).rejects.toThrow('forward only');
  });
});
