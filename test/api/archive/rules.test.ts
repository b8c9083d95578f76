import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, insertRows, measured, outpatientVisit, type Person } from '../../support/facts.js';
import { archiveOf, cellsOf, connectSources, diabetic, sectionOf } from './archive-bench.js';

interface Rule { code: string; name: string; icd: string[]; items: string[]; exams: string[]; drugs: string[]; signs: string[] }
interface RuleSet { version: number; rules: Rule[] }

let hospital: TestHospital;
let doctor: Visitor;
let director: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  director = await hospital.signIn('OFFICE_DIRECTOR');
  await connectSources(hospital);
  person = await diabetic(hospital);
});
afterAll(() => hospital.stop());

const rulesNow = async (): Promise<RuleSet> => (await director.get<RuleSet>('/archive-rules')).body;
const labs = async (id: string) => sectionOf(await archiveOf(doctor, id), 'labs').facts.map(({ cells }) => [cells['name'], cells['group']]);
const bodyOf = ({ name, icd, items, exams, drugs, signs }: Rule, basedOn: number) => ({ name, icd, items, exams, drugs, signs, basedOn });

describe('key items by diagnosis', () => {
  it('R-17.e start with rules for at least twelve chronic groups', async () => {
    const { rules } = await rulesNow();
    expect(rules.length).toBeGreaterThanOrEqual(12);
    for (const name of ['高血压', '糖尿病', '冠心病', '脑卒中', '慢性肾脏病', '乙型肝炎与肝硬化', '脂肪肝', '甲状腺疾病', '肿瘤随访', '高尿酸血症与痛风', '骨质疏松', '慢性阻塞性肺疾病']) {
      const rule = rules.find((one) => one.name === name);
      expect(rule, name).toBeDefined();
      expect(rule!.icd.length * rule!.items.length).toBeGreaterThan(0);
    }
  });

  it('R-17.a two diagnoses give the union: each item once, with every reason', async () => {
    const found = await labs(person.id);
    const reasons = new Map(found.map(([name, group]) => [name, group]));
    expect(reasons.get('尿白蛋白/肌酐比值')).toBe('高血压、糖尿病');
    expect(reasons.get('糖化血红蛋白')).toBe('糖尿病');
    expect(found.filter(([name]) => name === '糖化血红蛋白')).toHaveLength(1);
    expect(found.map(([name]) => name)).not.toContain('淀粉酶');
    expect((await archiveOf(doctor, person.id)).groups.map(({ name }) => name)).toEqual(['高血压', '糖尿病']);
    expect(sectionOf(await archiveOf(doctor, person.id), 'checkups').facts.map(({ cells }) => [cells['name'], cells['latest'], cells['previous']])).toEqual([['收缩压', '136', '150 ↑']]);
  });

  it('R-17.b results in two units are converted or stand apart with a note, never on one axis unconverted', async () => {
    const { series, facts } = sectionOf(await archiveOf(doctor, person.id), 'labs');
    const [crea] = series.filter(({ code }) => code === 'CREA');
    expect(crea!.unit).toBe('μmol/L');
    expect(crea!.note).toMatch(/换算/);
    expect(crea!.points.map(({ value }) => Math.round(value))).toEqual([106, 96]);
    expect(facts.filter(({ cells }) => cells['name'] === '肌酐').map(({ cells }) => [cells['result'], cells['unit']])).toEqual([['96', 'μmol/L'], ['1.20', 'mg/dL']]);
  });

  it('R-17.c a change is a new version, the earlier one stays readable, and a record says which one made it', async () => {
    const before = await rulesNow();
    const diabetes = before.rules.find(({ code }) => code === 'DM')!;
    const { body: after } = await director.put<RuleSet>('/archive-rules/DM', bodyOf({ ...diabetes, items: [...diabetes.items, 'AMY'] }, before.version));
    expect(after.version).toBe(before.version + 1);
    const archive = await archiveOf(doctor, person.id);
    expect(archive.ruleVersion).toBe(after.version);
    expect(cellsOf(archive, 'labs')).toContain('淀粉酶');
    expect((await director.get<RuleSet>(`/archive-rules?version=${before.version}`)).body.rules).toEqual(before.rules);
    expect((await director.get('/archive-rules/versions')).body.items.map(({ change }) => change)).toEqual(['修改“糖尿病”', '随系统提供的慢性病规则']);
  });

  it('R-17.d somebody without a matching diagnosis gets the base set; a suspected one is no diagnosis yet', async () => {
    const other = await addPerson(hospital.database, { access: [{ department: '100110' }] });
    await addLabReport(hospital.database, other, { results: [measured('FPG', '5.0', { unit: 'mmol/L' }), measured('PG2H', '7.0', { unit: 'mmol/L' })] });
    const visit = outpatientVisit(other, { main_diagnosis: '健康查体', main_diagnosis_code: 'Z00.001' });
    await insertRows(hospital.database, 'visit', [visit]);
    await insertRows(hospital.database, 'visit_diagnosis', [{
      visit_id: visit.id, diagnosis_no: 'S1', beneficiary_id: other.id, confidential: false, recorded_from: '2026-01-01', rank: 2, code: 'E11.900', name: '2型糖尿病', suspected: true,
    }]);
    expect(await labs(other.id)).toEqual([['空腹葡萄糖', '基础项目']]);
    expect(cellsOf(await archiveOf(doctor, other.id), 'diagnoses')).toContain('2型糖尿病（疑诊）');
  });

  it('previews a rule on a real person before anybody saves it', async () => {
    const draft = { name: '胰腺随访', icd: ['E11'], items: ['AMY', 'LPS'], exams: ['胸部'], drugs: ['氨氯地平'], signs: [] };
    const { body } = await director.post('/archive-rules/preview', { ...draft, beneficiaryId: person.id });
    expect(body).toMatchObject({ applies: true, diagnoses: ['2型糖尿病'], picked: ['淀粉酶', '胸部CT平扫', '氨氯地平片'], without: ['脂肪酶'] });
    expect((await rulesNow()).rules.map(({ name }) => name)).not.toContain('胰腺随访');
  });

  it('refuses a range or an item that does not exist, a change on an old version, and doctors without the right', async () => {
    const { version, rules } = await rulesNow();
    const [rule] = rules as [Rule];
    expect((await director.put('/archive-rules/HTN', bodyOf({ ...rule, icd: ['I15-I10'] }, version))).status).toBe(400);
    expect((await director.put('/archive-rules/HTN', bodyOf({ ...rule, items: ['NOSUCH'] }, version))).status).toBe(400);
    expect((await director.put('/archive-rules/HTN', bodyOf(rule, version - 1))).status).toBe(412);
    expect((await doctor.put('/archive-rules/HTN', bodyOf(rule, version))).status).toBe(403);
    const { body } = await director.post<RuleSet>('/archive-rules/HTN/removal', { basedOn: version });
    expect(body.rules.map(({ code }) => code)).not.toContain('HTN');
    expect((await archiveOf(doctor, person.id)).groups.map(({ name }) => name)).toEqual(['糖尿病']);
  });
});
