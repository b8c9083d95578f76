import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { patientLike, RosterBench } from '../../support/people.js';
import { tellOf } from '../../support/told.js';

interface Finding {
  readonly id: string;
  readonly itemCode: string;
  readonly text: string;
  readonly kinds: readonly string[];
  readonly reasons: readonly { readonly kind: string; readonly sentence: string }[];
  readonly status: string;
  readonly ownerName: string | null;
  readonly mine: boolean;
  readonly ageDays: number;
  readonly notifiedAt: string | null;
  readonly handledAt: string | null;
  readonly version: number;
}

let hospital: TestHospital;
let bench: RosterBench;
let doctor: Visitor;
let office: Visitor;
let reports = 0;

/** So many days ago at half past seven, as a laboratory writes it. */
const day = (ago: number): string => `${new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)}T07:30:00+08:00`;
const RANGES: Readonly<Record<string, readonly [name: string, unit: string, range: string]>> = {
  CREA: ['肌酐', 'μmol/L', '57-111'], K: ['钾', 'mmol/L', '3.5-5.3'], ALT: ['丙氨酸氨基转移酶', 'U/L', '9-50'], LDLC: ['低密度脂蛋白胆固醇', 'mmol/L', '0-3.4'],
  HBSAG: ['乙型肝炎病毒表面抗原', '', '阴性'], GLB: ['球蛋白', 'g/L', '20-40'],
};
const result = (code: string, valueText: string, given: Record<string, string | null> = {}) => {
  const [itemName, unit, rangeText] = RANGES[code]!;
  return {
    resultNo: code, itemCode: code, itemName, valueText, unit, rangeText, flagText: null, critical: null, method: null,
    criticalNotifiedAt: null, criticalNotifiedTo: null, criticalHandledAt: null, ...given,
  };
};
/** The laboratory reports; answers with the number of the report. */
async function report(patientId: string, ago: number, results: ReturnType<typeof result>[], given: Record<string, string> = {}): Promise<string> {
  const reportNo = given['reportNo'] ?? `R${(reports += 1)}`;
  const [verdict] = await tellOf(hospital, 'lab-report', [{
    reportNo, patientId, panelName: '生化', specimen: '血清', status: 'final', revision: '1', collectedAt: day(ago), changedAt: new Date().toISOString(), results, ...given,
  }]);
  expect(['added', 'changed']).toContain(verdict);
  return reportNo;
}
const list = async (who: Visitor, query = ''): Promise<Finding[]> => (await who.get<{ items: Finding[] }>(`/abnormal-findings?pageSize=100${query}`)).body.items;
const of = async (person: string, item: string): Promise<Finding[]> => (await list(office, `&keyword=${encodeURIComponent(person)}`)).filter(({ itemCode }) => itemCode === item);
const counts = async (who: Visitor) => (await who.get<Record<string, number>>('/abnormal-findings/counts')).body;

async function patient(name: string, seenBy: { department?: string; staff?: string } = {}): Promise<string> {
  const person = await bench.enrol({ name }, seenBy);
  const patientId = `P${name}`;
  await bench.run((em) => bench.resolver.resolve(em, 'HIS', [patientLike(person, { patientId })]));
  return patientId;
}

beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  office = await hospital.signIn('OFFICE_STAFF');
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
});
afterAll(() => hospital.stop());

describe('异常关注', () => {
  it('R-33.d a change beyond the RCV is on the list as soon as the result arrives, with its whole sentence', async () => {
    const id = await patient('变化甲', { staff: 'D1' });
    await report(id, 40, [result('CREA', '80')]);
    await report(id, 1, [result('CREA', '104')]);
    const [{ cva, cvi }] = (await hospital.database.query<{ cva: number; cvi: number }>(`select cva, cvi from lab_variation where item_code = 'CREA' and replaced_at is null`)) as [{ cva: number; cvi: number }];
    // Reckoned anew here, from the table as it stands.
    const rcv = Math.sqrt(2) * 1.96 * Math.sqrt(cva ** 2 + cvi ** 2);
    expect(rcv).toBeLessThan(30);
    const [finding] = await of('变化甲', 'CREA');
    expect(finding).toMatchObject({ text: '104', kinds: ['change'], status: 'unread', ageDays: 0 });
    expect(finding!.reasons[0]!.sentence).toContain(`上升 30%，超过参考变化值 RCV ${rcv.toFixed(1)}%`);
    expect(finding!.reasons[0]!.sentence).toContain('待检验科核定');
    const [{ reasons }] = (await hospital.database.query<{ reasons: { figures: Record<string, number> }[] }>(`select reasons from abnormal_finding where id = $1`, [finding!.id])) as [{ reasons: { figures: Record<string, number> }[] }];
    expect(reasons[0]!.figures['percent']).toBeCloseTo(30, 6);
    expect(reasons[0]!.figures['rcv']).toBeCloseTo(rcv, 6);
  });

  it('R-33.d a change within the RCV is not, nor one of an item without variation, nor one against a limit', async () => {
    const id = await patient('变化乙');
    await report(id, 20, [result('CREA', '80'), result('GLB', '21'), result('ALT', '<10')]);
    await report(id, 1, [result('CREA', '88'), result('GLB', '39'), result('ALT', '45')]);
    expect(await list(office, '&keyword=' + encodeURIComponent('变化乙'))).toEqual([]);
    const { body } = await office.get('/lab-variations');
    expect(body.items.find(({ code }) => code === 'GLB')).toMatchObject({ cva: null, cvi: null, rcv: null, version: 0 });
  });

  it('R-33.d a result is held against the last of its own method, however often it was measured by another in between', async () => {
    const id = await patient('变化丙');
    await report(id, 40, [result('CREA', '80', { method: '酶法' })]);
    for (let ago = 30; ago > 10; ago -= 1) await report(id, ago, [result('CREA', '82', { method: '干化学法' })]);
    await report(id, 1, [result('CREA', '104', { method: '酶法' })]);
    expect(await of('变化丙', 'CREA')).toMatchObject([{ text: '104', kinds: ['change'] }]);
  });

  it('R-33.d I1 of many results of an item that come in one page each is looked at, the newest too', async () => {
    const patientId = await patient('密测甲');
    const minute = (nth: number): string => new Date(Date.parse(day(1)) + nth * 60_000).toISOString();
    await tellOf(hospital, 'lab-report', Array.from({ length: 70 }, (_, nth) => ({
      reportNo: `M${nth}`, patientId, panelName: '生化', specimen: '血清', status: 'final', revision: '1', collectedAt: minute(nth), changedAt: new Date().toISOString(),
      results: [result('K', nth === 69 ? '9.9' : '4.2')],
    })));
    expect((await of('密测甲', 'K')).map(({ text }) => text)).toEqual(['9.9']);
  });

  it('R-33 tells new, worsening and critical apart, and what the laboratory says of a critical value', async () => {
    const id = await patient('恶化丙');
    await report(id, 9, [result('LDLC', '3.0'), result('K', '4.2'), result('HBSAG', '阴性(-)')]);
    await report(id, 6, [result('LDLC', '3.5')]);
    await report(id, 3, [result('LDLC', '3.6')]);
    await report(id, 1, [
      result('LDLC', '3.7'), result('HBSAG', '阳性(+)'),
      result('K', '6.8', { flagText: '↑↑', critical: 'Y', criticalNotifiedAt: day(0), criticalNotifiedTo: '值班医生', criticalHandledAt: null }),
    ]);
    expect((await of('恶化丙', 'LDLC')).map(({ text, kinds }) => [text, kinds])).toEqual(expect.arrayContaining([['3.5', ['new']], ['3.7', ['worsening']]]));
    expect((await of('恶化丙', 'LDLC')).find(({ text }) => text === '3.7')!.reasons[0]!.sentence).toBe('连续 3 次上升且高于参考区间：3.5 → 3.6 → 3.7');
    expect(await of('恶化丙', 'HBSAG')).toMatchObject([{ kinds: ['new'] }]);
    const [potassium] = await of('恶化丙', 'K');
    expect(potassium).toMatchObject({ kinds: ['critical', 'change', 'new'], notifiedTo: '值班医生', handledAt: null });
    expect(Date.parse(potassium!.notifiedAt!)).toBe(Date.parse(day(0)));
    // The most urgent comes first.
    expect((await list(office))[0]).toMatchObject({ id: potassium!.id });
  });

  it('R-32.e R-44.b a corrected result replaces what was found, a withdrawn report takes it away', async () => {
    const id = await patient('更正丁');
    const no = await report(id, 1, [result('ALT', '90')]);
    expect(await of('更正丁', 'ALT')).toMatchObject([{ text: '90', kinds: ['new'] }]);
    await report(id, 1, [result('ALT', '95')], { reportNo: no, status: 'corrected', revision: '2' });
    expect(await of('更正丁', 'ALT')).toMatchObject([{ text: '95', status: 'unread', version: 2 }]);
    await report(id, 1, [result('ALT', '30')], { reportNo: no, status: 'corrected', revision: '3' });
    expect(await of('更正丁', 'ALT')).toEqual([]);
    await report(id, 1, [result('ALT', '99')], { reportNo: no, status: 'corrected', revision: '4' });
    expect(await of('更正丁', 'ALT')).toHaveLength(1);
    await report(id, 1, [result('ALT', '99')], { reportNo: no, status: 'withdrawn', revision: '5' });
    expect(await of('更正丁', 'ALT')).toEqual([]);
  });

  it('results older than the watched days start nothing', async () => {
    const id = await patient('旧事戊');
    await report(id, 60, [result('ALT', '300')]);
    expect(await of('旧事戊', 'ALT')).toEqual([]);
  });

  it('goes from 未读 to 处理中 with an owner and is closed with a note; who was too late is told', async () => {
    const [finding] = await of('变化甲', 'CREA');
    const patch = (who: Visitor, body: object) => who.patch(`/abnormal-findings/${finding!.id}`, body);
    expect((await patch(doctor, { status: 'closed', version: 1 })).status).toBe(400);
    expect((await patch(doctor, { status: 'in_progress', version: 1 })).status).toBe(204);
    expect(await of('变化甲', 'CREA')).toMatchObject([{ status: 'in_progress', ownerName: 't.doctor.100110.d1', mine: false }]);
    expect((await list(doctor, '&owner=mine')).map(({ id }) => id)).toEqual([finding!.id]);
    expect((await patch(office, { status: 'known', version: 1 })).status).toBe(412);
    expect((await patch(office, { status: 'closed', note: '已复查', version: 2 })).status).toBe(204);
    expect(await of('变化甲', 'CREA')).toEqual([]);
    expect(await list(office, '&status=closed')).toMatchObject([{ id: finding!.id, note: '已复查' }]);
    const changes = await hospital.database.query(`select 1 from change_log where table_name = 'abnormal_finding' and row_id = $1`, [finding!.id]);
    expect(changes.length).toBeGreaterThanOrEqual(3);
  });

  it('counts what its own rows are, in the scope of who asks', async () => {
    const open = await list(office);
    const told = await counts(office);
    expect(told['critical']).toBe(open.filter(({ kinds }) => kinds.includes('critical')).length);
    expect(told['fresh']).toBe(open.filter(({ kinds }) => kinds.includes('new')).length);
    expect(told['unread']).toBe(open.filter(({ status }) => status === 'unread').length);
    expect(told['closed']).toBe(1);
    // The doctor treats the first person alone.
    expect(await counts(doctor)).toMatchObject({ critical: 0, fresh: 0, unread: 0, closed: 1 });
  });

  it('S33 of a 机密 person is not there for those who may not see him, in no list, count or act', async () => {
    const before = await counts(office);
    const id = await patient('密人己', { staff: 'D1' });
    await hospital.database.query(`update beneficiary set secrecy = 'V' where name = '密人己'`);
    await report(id, 1, [result('ALT', '400')]);
    const [row] = await hospital.database.query<{ id: string; confidential: boolean }>(
      `select f.id, f.confidential from abnormal_finding f join beneficiary b on b.id = f.beneficiary_id where b.name = '密人己'`);
    expect(row!.confidential).toBe(true);
    expect(await counts(office)).toEqual(before);
    expect(await of('密人己', 'ALT')).toEqual([]);
    expect((await office.patch(`/abnormal-findings/${row!.id}`, { status: 'known', version: 1 })).status).toBe(404);
  });
});

describe('the variation that changes are judged by', () => {
  it('R-33.d is shown with its source, changed by who may, and every version is kept', async () => {
    const director = await hospital.signIn('OFFICE_DIRECTOR');
    const change = { cva: 3, cvi: 4, source: '本院室内质控', version: 1 };
    expect((await doctor.put('/lab-variations/CREA', change)).status).toBe(403);
    expect((await director.put('/lab-variations/CREA', change)).status).toBe(204);
    expect((await director.put('/lab-variations/CREA', change)).status).toBe(412);
    const { body } = await doctor.get('/lab-variations');
    expect(body.items.find(({ code }) => code === 'CREA')).toMatchObject({ cva: 3, cvi: 4, confirmed: true, source: '本院室内质控', version: 2 });
    expect(Number(body.items.find(({ code }) => code === 'CREA')!['rcv'])).toBeCloseTo(13.859, 3);
    expect((await doctor.get('/lab-variations/CREA/versions')).body.items.map(({ version }) => version)).toEqual([2, 1]);
  });
});
