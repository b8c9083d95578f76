import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PatientMerge } from '../../../apps/api/src/features/roster/patient-merge.service.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { insertRows, outpatientVisit, stay } from '../../support/facts.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let serial = 0;
const patientId = (): string => `${(serial += 1) + 10_000_000}`;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
});
afterAll(() => hospital.stop());

const candidates = (id: string) => hospital.database.query<{ beneficiary_id: string | null; rule: string; reason: string; status: string }>(
  'select beneficiary_id, rule, reason, status from match_candidate where patient_id = $1 order by rule', [id]);
const link = async (id: string) => (await hospital.database.query<{ beneficiary_id: string; rule: string; reason: string; active: boolean }>(
  'select beneficiary_id, rule, reason, active from patient_link where patient_id = $1', [id]))[0];

describe('recognising patients', () => {
  it('R-21.a links by itself on id card, care card, insurance or social number with the name, and says why', async () => {
    const person = await bench.enrol({ name: '冯自强', insuranceNo: 'YB1111', socialSecurityNo: '6200001', careCardNo: 'GB1111' });
    const only = { idCardNo: null, insuranceNo: null, socialSecurityNo: null, careCardNo: null };
    const patients = ([['idCardNo', 'M3', '证件号与姓名相同'], ['careCardNo', 'M4', '保健卡号与姓名相同'], ['insuranceNo', 'M5', '医保号与姓名相同'],
      ['socialSecurityNo', 'M5', '社保电脑号与姓名相同']] as const).map(([field, rule, reason]) => ({
      patient: patientLike(person, { patientId: patientId(), ...only, [field]: person[field] }), rule, reason,
    }));
    const resolved = await bench.resolve(...patients.map(({ patient }) => patient));
    for (const [i, { patient, rule, reason }] of patients.entries()) {
      expect(resolved[i]).toEqual({ patientId: patient.patientId, outcome: 'linked', beneficiaryId: person.id, confidential: false, linkIsNew: true });
      expect(await link(patient.patientId)).toEqual({ beneficiary_id: person.id, rule, reason, active: true });
    }
    const [again] = await bench.resolve(patients[0]!.patient);
    expect(again).toMatchObject({ outcome: 'linked', linkIsNew: false });
  });

  it('R-21.a reads 15 digits, blanks, small letters and VIP marks as the same person', async () => {
    const person = await bench.enrol({ name: '褚时健', birthDate: '1938-01-27' });
    const old = person.idCardNo!.slice(0, 6) + person.idCardNo!.slice(8, 17);
    const [one, other] = await bench.resolve(
      patientLike(person, { patientId: patientId(), idCardNo: old }),
      patientLike(person, { patientId: patientId(), idCardNo: ` ${person.idCardNo!.toLowerCase()} `, name: '褚 时健（VIP）' }),
    );
    expect([one!.beneficiaryId, other!.beneficiaryId]).toEqual([person.id, person.id]);
  });

  it('R-05.d the same id card under another name waits for a person, and nothing of him is kept', async () => {
    const person = await bench.enrol({ name: '卫更名' });
    const id = patientId();
    const [resolution] = await bench.resolve(patientLike(person, { patientId: id, name: '卫改名' }));
    expect(resolution).toEqual({ patientId: id, outcome: 'review', beneficiaryId: null, confidential: false, linkIsNew: false });
    expect(await candidates(id)).toEqual([{ beneficiary_id: person.id, rule: 'R1', reason: '证件号相同，但姓名不同', status: 'open' }]);
    expect(await link(id)).toBeUndefined();
  });

  it('R-05.d two people of the same name and birthday are not made one', async () => {
    const person = await bench.enrol({ name: '蒋双生', birthDate: '1952-02-02', phone: '13600002468' });
    const [different, unknown, likely] = [patientId(), patientId(), patientId()];
    const twin = { name: '蒋双生', sex: '1', birthDate: '1952-02-02' };
    const resolved = await bench.resolve(
      { ...twin, patientId: different, idCardNo: idCardOf('1952-02-02') }, { ...twin, patientId: unknown }, { ...twin, patientId: likely, phone: '+86 136 0000 2468' });
    expect(resolved.map(({ outcome }) => outcome)).toEqual(['stranger', 'review', 'review']);
    expect(await candidates(different)).toEqual([]);
    expect(await candidates(unknown)).toMatchObject([{ beneficiary_id: person.id, rule: 'R3' }]);
    expect(await candidates(likely)).toMatchObject([{ beneficiary_id: person.id, rule: 'R2' }]);
  });

  it('R-05.d one number that two people of the roster share links neither', async () => {
    const [one, other] = [await bench.enrol({ name: '沈同号', phone: '1' }), await bench.enrol({ name: '沈同号' })];
    await hospital.database.query(
      `insert into beneficiary_identifier (beneficiary_id, kind, cipher, blind_index, confidential)
       select $2, 'CARE_CARD_NO', cipher, blind_index, false from beneficiary_identifier where beneficiary_id = $1 and kind = 'CARE_CARD_NO'`,
      [(await bench.enrol({ name: '沈同号', careCardNo: 'GB2222' })).id, one.id]);
    const id = patientId();
    const [resolution] = await bench.resolve({ ...patientLike(other, { patientId: id, idCardNo: null, careCardNo: 'GB2222' }) });
    expect(resolution).toMatchObject({ outcome: 'review', beneficiaryId: null });
    expect((await candidates(id)).map(({ rule }) => rule)).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('R-05.e a name that arrives as alias or encrypted proves nothing', async () => {
    const person = await bench.enrol({ name: '韩保密', aliasName: '保健零九', careCardNo: 'GB3333', birthDate: '1940-09-09' });
    const [byCard, byId] = [patientId(), patientId()];
    const resolved = await bench.resolve(
      patientLike(person, { patientId: byCard, name: '保健零九', aliasName: true, idCardNo: null }),
      patientLike(person, { patientId: byId, name: '韩保密', aliasName: true, careCardNo: null }));
    expect(resolved.map(({ outcome }) => outcome)).toEqual(['linked', 'review']);
    expect(await link(byCard)).toMatchObject({ rule: 'M4', reason: '保健卡号与出生日期相同' });
    expect(await candidates(byId)).toMatchObject([{ rule: 'R1', reason: '证件号相同，但来源姓名为化名或密文' }]);
  });

  it('R-27.a somebody with the marks of care who is not on the roster is suspected, an ordinary patient is forgotten', async () => {
    const [charged, marked, ordinary] = [patientId(), patientId(), patientId()];
    const resolved = await bench.resolve(
      { patientId: charged, name: '杨费别', chargeType: '干部保健' }, { patientId: marked, name: '朱标志', vipFlag: true }, { patientId: ordinary, name: '秦普通', chargeType: '医保' });
    expect(resolved.map(({ outcome }) => outcome)).toEqual(['suspected', 'suspected', 'stranger']);
    expect(await candidates(charged)).toMatchObject([{ beneficiary_id: null, rule: 'SIGN', reason: '不在名册，但有费别“干部保健”，待干保办确认' }]);
    const [kept] = await hospital.database.query<{ all: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as all from match_candidate t where patient_id = $1`, [ordinary]);
    expect(kept!.all).toBe('');
  });

  it('asks once, however often the same patient is read, and again when his data have changed', async () => {
    const person = await bench.enrol({ name: '金重读', birthDate: '1953-03-03' });
    const patient = patientLike(person, { patientId: patientId(), idCardNo: null });
    const changes = async () => (await hospital.database.query(
      `select action from change_log l join match_candidate c on c.id::text = l.row_id where c.patient_id = $1 order by seq`, [patient.patientId])).length;
    for (const expected of [1, 1]) {
      await bench.resolve(patient);
      expect(await changes()).toBe(expected);
    }
    await bench.resolve({ ...patient, workUnit: '新单位' });
    expect(await changes()).toBe(2);
  });

  it('settles an open question when a number arrives later', async () => {
    const person = await bench.enrol({ name: '尤后补', birthDate: '1951-08-08' });
    const id = patientId();
    await bench.resolve(patientLike(person, { patientId: id, idCardNo: null }));
    await bench.resolve(patientLike(person, { patientId: id }));
    expect(await candidates(id)).toMatchObject([{ rule: 'R3', status: 'settled' }]);
    expect(await link(id)).toMatchObject({ rule: 'M3' });
  });

  it('R-21.c somebody taken off the roster keeps his past stays and the level of that time', async () => {
    const person = await bench.enrol({ name: '许注销', careLevel: 'L2', careLevelFrom: '2020-01-01' });
    await bench.resolve(patientLike(person, { patientId: patientId() }));
    await insertRows(hospital.database, 'visit', [stay(person, { started_at: '2023-05-01T10:00:00+08:00' })]);
    await bench.amend(person.id, { ...person, status: 'cancelled', careLevelUntil: '2025-12-31' });
    const [row] = await hospital.database.query(
      `select (select count(*) from visit v where v.beneficiary_id = b.id)::int as stays,
         (select care_level from care_identity c where c.beneficiary_id = b.id and '2023-05-01' between valid_from and coalesce(valid_until, 'infinity')) as level_then,
         (select care_level from care_identity c where c.beneficiary_id = b.id and '2026-02-01' between valid_from and coalesce(valid_until, 'infinity')) as level_now
       from beneficiary b where id = $1`, [person.id]);
    expect(row).toEqual({ stays: 1, level_then: 'L2', level_now: null });
  });
});

describe('merging patient numbers', () => {
  it('takes a stranger number in and gives it back with what came under it', async () => {
    const person = await bench.enrol({ name: '何合并' });
    const [old, survivor] = [patientId(), patientId()];
    await bench.resolve(patientLike(person, { patientId: old }));
    expect(await bench.merge(old, survivor)).toBe('moved');
    expect(await link(survivor)).toMatchObject({ beneficiary_id: person.id, rule: 'MERGE', active: true });
    expect(await bench.merge(old, survivor)).toBe('unchanged');
    const visit = outpatientVisit(person, { patient_id: survivor, patient_numbers_of: 'his' });
    await insertRows(hospital.database, 'visit', [visit]);
    expect(await bench.merge(old, survivor, 'unmerge')).toBe('moved');
    expect(await link(survivor)).toMatchObject({ active: false });
    expect(await link(old)).toMatchObject({ active: true });
    expect(await hospital.database.query('select deleted_at is not null as gone from visit where id = $1', [visit.id])).toEqual([{ gone: true }]);
  });

  it('asks when the two belong to different people; what a person decides can be taken back by the source', async () => {
    const [one, other] = [await bench.enrol({ name: '吕前身', secrecy: 'N' }), await bench.enrol({ name: '施后身' })];
    const [from, into] = [patientId(), patientId()];
    await bench.resolve(patientLike(one, { patientId: from }), patientLike(other, { patientId: into }));
    const visit = stay(one, { patient_id: from, patient_numbers_of: 'his' });
    await insertRows(hospital.database, 'visit', [visit]);
    expect(await bench.merge(from, into)).toBe('conflict');
    expect(await link(from)).toMatchObject({ beneficiary_id: one.id });

    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { body } = await clerk.get<{ items: { id: string; patientId: string; rule: string }[] }>('/match-candidates');
    const question = body.items.find((item) => item.patientId === from)!;
    expect(question.rule).toBe('MERGE');
    expect((await clerk.post(`/match-candidates/${question.id}/confirm`)).status).toBe(200);
    const owner = async () => (await hospital.database.query<{ beneficiary_id: string }>('select beneficiary_id from visit where id = $1', [visit.id]))[0]!.beneficiary_id;
    expect([(await link(from))!.beneficiary_id, await owner()]).toEqual([other.id, other.id]);

    expect(await bench.merge(from, into, 'unmerge')).toBe('moved');
    expect([(await link(from))!.beneficiary_id, await owner()]).toEqual([one.id, one.id]);
    const versions = await hospital.database.query('select beneficiary_id from visit_history where id = $1 order by recorded_to', [visit.id]);
    expect(versions.map(({ beneficiary_id }) => beneficiary_id)).toEqual([one.id, other.id]);
  });

  it('S34 a confirmed merge inherits the stricter secrecy, is proposed to nobody without a clearance, and loosens nothing when taken back', async () => {
    const [strict, plain] = [await bench.enrol({ name: '严机密', secrecy: 'V', careCardNo: 'GB4444' }), await bench.enrol({ name: '严普通' })];
    const [from, into] = [patientId(), patientId()];
    await bench.resolve(patientLike(strict, { patientId: from }), patientLike(plain, { patientId: into }));
    await bench.merge(from, into);
    const [question] = await hospital.database.query<{ id: string; confidential: boolean }>('select id, confidential from match_candidate where patient_id = $1', [from]);
    expect(question!.confidential).toBe(true);
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'X1' });
    expect((await clerk.post(`/match-candidates/${question!.id}/confirm`)).status).toBe(404);

    const merges = hospital.app.get(PatientMerge, { strict: false });
    await bench.run((em) => merges.repoint(em, 'his', { patientId: from, beneficiaryId: strict.id }, plain.id, into));
    const secrecies = () => hospital.database.query('select secrecy from beneficiary where id = any ($1)', [[strict.id, plain.id]]);
    expect(await secrecies()).toEqual([{ secrecy: 'V' }, { secrecy: 'V' }]);
    await bench.merge(from, into, 'unmerge');
    expect(await secrecies()).toEqual([{ secrecy: 'V' }, { secrecy: 'V' }]);
  });
});
