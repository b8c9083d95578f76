import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEALED_COLUMNS } from '../../../apps/api/src/commands/sealed-columns.js';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { AuditProof } from '../../../apps/api/src/platform/audit/chain/audit-proof.js';
import { ChainWriter } from '../../../apps/api/src/platform/audit/chain/chain-writer.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { insertRows } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

const WAIT = 240_000;
const PEOPLE = 400;
let hospital: TestHospital;
let clerk: Visitor;
const people: { id: string; phone: string; insuranceNo: string }[] = [];

interface Keys { current: string; cipher: Record<string, string>; index: string | Record<string, string>; rotation?: object }
const keys = (): Keys => JSON.parse(readFileSync(join(hospital.database.dataDir, 'keys.json'), 'utf8')) as Keys;
/** Versions that rows of a text column stand under, as the owner reads them. */
const versions = async (table: string, column: string): Promise<string[]> =>
  (await hospital.database.query<{ version: string }>(`select distinct split_part(${column}, ':', 1) as version from ${table} where ${column} <> '' order by 1`)).map(({ version }) => version);

function rotate(env: Readonly<Record<string, string>> = {}): { child: ChildProcess; output: () => string } {
  const { dataDir, appUrl } = hospital.database;
  const child = spawn(process.execPath, ['apps/api/dist/cli.js', 'keys', 'rotate'], {
    cwd: new URL('../../..', import.meta.url), env: { PATH: process.env['PATH'], DATA_DIR: dataDir, DATABASE_APP_URL: appUrl, ...env },
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  return { child, output: () => output };
}

async function finished({ child, output }: ReturnType<typeof rotate>): Promise<{ code: number | null; output: string }> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
}

beforeAll(async () => {
  hospital = await startHospital({ CRYPTO_PROFILE: 'gm' });
  const bench = new RosterBench(hospital);
  for (let i = 0; i < PEOPLE; i += 1) {
    const phone = `139${String(10_000_000 + i)}`;
    const insuranceNo = `YB88${String(100_000 + i)}`;
    people.push({ id: (await bench.enrol({ name: `换钥${i}`, phone, insuranceNo, address: `路 ${i} 号` })).id, phone, insuranceNo });
  }
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  await insertRows(hospital.database, 'insurance_policy', [{ beneficiary_id: people[0]!.id, confidential: false, insurer: '平安', policy_cipher: cipher.seal('BD1') }]);
  clerk = await hospital.signIn('OFFICE_STAFF');
  const [owner] = await hospital.database.query<{ id: string }>('select id from app_user limit 1');
  const [batch] = await hospital.database.query<{ id: string }>(
    `insert into import_batch (kind, owner_id, operator, file_name, file_sha256, file_bytes) values ('beneficiary', $1, '测试', '名单.xlsx', 'x', 1) returning id`, [owner!.id],
  );
  await insertRows(hospital.database, 'import_row', [{ batch_id: batch!.id, line: 2, outcome: 'changed', before_cipher: cipher.seal('{}') }]);
}, WAIT);
afterAll(() => hospital.stop());

const finds = async (keyword: string): Promise<string[]> => (await clerk.get(`/beneficiaries?keyword=${keyword}`)).body.items.map(({ id }) => String(id));

describe('keys rotate', () => {
  it('S79 knows every column of the tables that keeps something sealed', async () => {
    const found = await hospital.database.query<{ at: string }>(
      `select c.table_name || '.' || c.column_name as at from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name !~ '_history$' and (c.column_name ~ 'cipher$' or c.column_name = 'payload' and c.data_type = 'bytea')
         and not exists (select 1 from pg_inherits i where i.inhrelid = c.table_name::regclass) order by 1`,
    );
    const known = [...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), 'beneficiary_identifier.cipher'];
    expect(found.map(({ at }) => at).filter((at) => !known.includes(at))).toEqual([]);
  });

  it(
    'S79 goes on after a kill, while people are found by number all the time; the old key goes from every table',
    async () => {
      const first = rotate();
      await eventually(async () => {
        const [{ count }] = await hospital.database.query<{ count: number }>(`select count(*)::int as count from beneficiary_identifier where starts_with(cipher, 'v2:')`) as [{ count: number }];
        expect(count, first.output()).toBeGreaterThan(10);
      }, 30_000);
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      expect(keys().rotation).toBeDefined();
      expect(await versions('beneficiary_identifier', 'cipher')).toEqual(['v1', 'v2']);

      const second = rotate();
      const done = finished(second);
      let over = false;
      void done.then(() => (over = true));
      let asked = 0;
      while (!over) {
        const one = people[(asked * 37) % PEOPLE]!;
        expect([await finds(one.phone), await finds(one.insuranceNo)]).toEqual([[one.id], [one.id]]);
        asked += 1;
      }
      expect((await done).output).toContain('轮换完成');
      expect((await done).code).toBe(0);
      expect(asked).toBeGreaterThan(3);
      for (const [table, column] of [['beneficiary_identifier', 'cipher'], ['beneficiary', 'address_cipher'], ['insurance_policy', 'policy_cipher'], ['import_row', 'before_cipher']] as const) {
        expect(await versions(table, column), table).toEqual(['v2']);
      }
      expect(keys()).toMatchObject({ current: 'v2' });
      expect(Object.keys(keys().index)).toEqual(['v2']);
      expect(keys().rotation).toBeUndefined();
      for (const one of [people[0]!, people.at(-1)!]) {
        expect(await finds(one.phone.slice(-4))).toContain(one.id);
        expect((await clerk.post(`/beneficiaries/${one.id}/reveal`, { field: 'phone', reason: '核对号码' })).body['value']).toBe(one.phone);
      }
    },
    WAIT,
  );

  it('R-89.c a number that was only sealed anew is no change in the history; what was logged before is still read', async () => {
    const { items } = (await clerk.get(`/beneficiaries/${people[5]!.id}/changes?pageSize=100`)).body;
    expect(items.filter(({ field }) => field === '手机')).toMatchObject([{ before: null, after: '139****0005' }]);
  });

  it(
    'S79 S81 under the profile gm numbers get a new key just so, and the chain of the trail, signed with SM3, verifies before and after',
    async () => {
      const [writer, proof] = [hospital.app.get(ChainWriter, { strict: false }), hospital.app.get(AuditProof, { strict: false })];
      await writer.catchUp();
      expect(await hospital.database.query('select distinct algorithm from audit_chain')).toEqual([{ algorithm: 'hmac-sm3' }]);
      const { code, output } = await finished(rotate({ CRYPTO_PROFILE: 'gm' }));
      expect(code, output).toBe(0);
      expect(await versions('beneficiary_identifier', 'cipher')).toEqual(['v3']);
      expect(keys()).toMatchObject({ current: 'v3' });
      expect(await finds(people[3]!.phone)).toEqual([people[3]!.id]);
      expect((await clerk.post(`/beneficiaries/${people[3]!.id}/reveal`, { field: 'insuranceNo', reason: '核对号码' })).body['value']).toBe(people[3]!.insuranceNo);
      await writer.catchUp();
      expect(await proof.verify()).toMatchObject({ fault: null, unchained: 0 });
    },
    WAIT,
  );

  it(
    'S80 what was tampered with is shown to nobody, named by the rotation, and its key is kept',
    async () => {
      const victim = people[7]!;
      await hospital.database.query(
        `update beneficiary_identifier set cipher = left(cipher, length(cipher) - 6) || 'AAAAA=' where beneficiary_id = $1 and kind = 'PHONE'`, [victim.id],
      );
      const answer = await clerk.post(`/beneficiaries/${victim.id}/reveal`, { field: 'phone', reason: '核对号码' });
      expect(answer.body).toMatchObject({ status: 500, code: 'SEALED_DATA_DAMAGED' });
      expect(JSON.stringify(answer.body)).not.toContain(victim.phone);
      const { code, output } = await finished(rotate());
      expect(code, output).toBe(2);
      expect(output).toContain('1 处加密数据没有通过校验');
      expect(Object.keys(keys().cipher)).toContain('v3');
      expect(await finds(people[8]!.phone)).toEqual([people[8]!.id]);
    },
    WAIT,
  );
});
