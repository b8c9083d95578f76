import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';

interface Change {
  table_name: string;
  action: string;
  actor: string;
  trace: string | null;
  row_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const ACTOR = 't.office_staff.4001';
const ID_CARD = idCardOf('1951-02-03');
const PHONE = '13788880001';
let hospital: TestHospital;
let clerk: Visitor;
let personId: string;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { body } = await clerk.post('/beneficiaries', {
    name: '变更人',
    sex: '1',
    idType: '01',
    idCardNo: ID_CARD,
    phone: PHONE,
    insuranceNo: 'YB55550001',
    careCardNo: 'GB55550002',
    category: ['cadre'],
    careLevel: 'L3',
  });
  personId = String(body['id']);
});
afterAll(() => hospital.stop());

const changesOf = (table: string, actor = ACTOR) =>
  hospital.database.query<Change>('select * from change_log where table_name = $1 and actor = $2 order by seq', [
    table,
    actor,
  ]);

describe('the change log', () => {
  it('S72 says who enrolled a person, with all that was written and the number of the request', async () => {
    const [trail] = await hospital.database.query<{ trace: string }>(
      `select trace from access_trail where operation = 'POST /beneficiaries'`,
    );
    expect(await changesOf('beneficiary')).toMatchObject([
      {
        action: 'insert',
        row_id: personId,
        trace: trail!.trace,
        before: null,
        after: { id: personId, name: '变更人', care_level: 'L3' },
      },
    ]);
    const numbers = await changesOf('beneficiary_identifier');
    expect(numbers.map(({ after }) => String(after!['kind'])).sort((a, b) => a.localeCompare(b))).toEqual([
      'CARE_CARD_NO',
      'ID_CARD',
      'INSURANCE_NO',
      'PHONE',
    ]);
    expect(await changesOf('care_identity')).toMatchObject([
      { action: 'insert', after: { beneficiary_id: personId, care_level: 'L3' } },
    ]);
  });

  it('S72 says before and after for a decision about a pair, and who decided', async () => {
    const bench = new RosterBench(hospital);
    const other = await bench.enrol({ name: '配对人', phone: '13511113333' });
    await bench.resolve(patientLike(other, { patientId: 'C1', idCardNo: null }));
    const [candidate] = await hospital.database.query<{ id: string }>(
      `select id from match_candidate where patient_id = 'C1'`,
    );
    expect((await clerk.post(`/match-candidates/${candidate!.id}/confirm`)).status).toBe(200);
    const decided = await changesOf('match_candidate');
    expect(decided[0]).toMatchObject({
      action: 'update',
      row_id: candidate!.id,
      before: { status: 'open', decided_by: null },
    });
    expect(decided.at(-1)).toMatchObject({
      action: 'update',
      row_id: candidate!.id,
      after: { status: 'confirmed', decided_by: ACTOR },
    });
    expect(await changesOf('patient_link')).toMatchObject([
      { action: 'insert', after: { patient_id: 'C1', beneficiary_id: other.id, matched_by: ACTOR } },
    ]);
    expect((await clerk.post(`/match-candidates/${candidate!.id}/undo`)).status).toBe(200);
    expect((await changesOf('match_candidate')).at(-1)).toMatchObject({
      before: { status: 'confirmed' },
      after: { status: 'open' },
    });
  });

  it('S79 numbers stand nowhere in the database but as ciphertext and keyed index', async () => {
    const tables = await hospital.database.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'm')`,
    );
    for (const { name } of tables) {
      const found = await hospital.database.query<{ text: string }>(
        `select t::text as text from ${name} t where t::text ~ $1`,
        [[ID_CARD, PHONE, 'YB55550001', 'GB55550002'].join('|')],
      );
      expect(found, name).toEqual([]);
    }
  });

  it('S79 the same number of two people has two ciphertexts and one index that cannot be guessed', async () => {
    const cipher = hospital.app.get(FieldCipher, { strict: false });
    expect(cipher.seal(PHONE)).not.toBe(cipher.seal(PHONE));
    const [row] = await hospital.database.query<{ cipher: string; blind_index: string }>(
      `select cipher, blind_index from beneficiary_identifier where beneficiary_id = $1 and kind = 'PHONE'`,
      [personId],
    );
    expect(cipher.open(row!.cipher)).toBe(PHONE);
    expect(row!.blind_index).toBe(cipher.indexOf('PHONE', PHONE));
    expect(cipher.indexOf('PHONE', PHONE)).not.toBe(cipher.indexOf('ID_CARD', PHONE));
  });

  it('S73 the secrets of an account are not in the log of its changes', async () => {
    await hospital.signIn('GUIDE');
    await hospital.database.query(
      `update app_user set second_factor_cipher = 'v1:secret-of-the-factor', rights_version = rights_version + 1 where username = 't.guide'`,
    );
    const rows = await hospital.database.query<{ text: string }>(
      `select coalesce(before::text, '') || coalesce(after::text, '') as text from change_log where table_name in ('app_user', 'session')`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toMatch(/argon2|password_hash"|secret-of-the-factor|refresh_hash/);
  });

  it('S80 a ciphertext that was tampered with is not shown, in whole or in part', async () => {
    const broken: readonly [string, string][] = [
      [
        'one bit turned',
        `overlay(cipher placing (case when substr(cipher, 30, 1) = 'A' then 'B' else 'A' end) from 30 for 1)`,
      ],
      ['cut short', 'left(cipher, 30)'],
      ['of a key that is not there', `'v9' || substr(cipher, 3)`],
      ['no ciphertext at all', `'13912340000'`],
    ];
    const [kept] = await hospital.database.query<{ cipher: string }>(
      `select cipher from beneficiary_identifier where beneficiary_id = $1 and kind = 'PHONE'`,
      [personId],
    );
    for (const [what, sql] of broken) {
      await hospital.database.query(
        `update beneficiary_identifier set cipher = ${sql} where beneficiary_id = $1 and kind = 'PHONE'`,
        [personId],
      );
      const answers = [
        await clerk.get(`/beneficiaries/${personId}`),
        await clerk.post(`/beneficiaries/${personId}/reveal`, { field: 'phone', reason: '核对联系电话' }),
      ];
      for (const { status, body } of answers) {
        expect(status, what).toBe(500);
        expect(body['detail']).toMatch(/错误编号/);
        expect(JSON.stringify(body), what).not.toMatch(/1378888|1391234|0001/);
      }
      await hospital.database.query(
        `update beneficiary_identifier set cipher = $2 where beneficiary_id = $1 and kind = 'PHONE'`,
        [personId, kept!.cipher],
      );
    }
  });
});
