import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, insertRows, measured, type Person, stay } from '../../support/facts.js';

interface Cell { reportId: string; text: string; flag: string | null; flagSource: string | null; disagrees: boolean; range: string | null; comparator: string | null }
interface Matrix {
  reports: { id: string; reportNo: string; at: string; status: string; revision: number }[];
  groups: { code: string; name: string; items: { code: string; name: string; unit: string | null; spark: number[]; cells: (Cell | null)[] }[] }[];
  sources: { connected: boolean };
}
interface Point { at: string; text: string; number: number | null; comparator: string | null; low: number | null; high: number | null; converted: boolean; reportNo: string; revision: number }
interface Lines {
  series: { itemCode: string; itemName: string; scale: string; unit: string | null; method: string | null; note: string | null; points: Point[] }[];
  events: { at: string; until: string | null; title: string }[];
}

const CREA = { unit: 'μmol/L', range_text: '57~111', range_low: 57, range_high: 111 };
let hospital: TestHospital;
let doctor: Visitor;
let person: Person;
let newest: string;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D1' });
  const { database } = hospital;
  person = await addPerson(database, { access: [{ department: '100105' }] });
  const on = (day: string, no: string): Record<string, unknown> => ({ collected_at: `${day}T08:00:00+08:00`, report_no: no });
  await addLabReport(database, person, { ...on('2024-01-10', 'R1'), results: [measured('CREA', '1.20', { unit: 'mg/dL', range_low: 0.6, range_high: 1.2 }), measured('CEA', '3.1', { unit: 'ng/mL', method: '化学发光' })] });
  await addLabReport(database, person, { ...on('2025-06-01', 'R2'), results: [
    measured('CREA', '120', { ...CREA, flag: 'H', flag_source: 'lis' }),
    measured('CEA', '4.0', { unit: 'ng/mL', method: '电化学发光' }),
    { identity_code: 'HBSAG', value_text: '阳性(2+)', value_kind: 'ordinal', value_ordinal: 2, flag: 'A', flag_source: 'printed' },
  ] });
  const changed = await addLabReport(database, person, { ...on('2026-03-01', 'R3'), revision: 2, status: 'corrected', abnormal_count: 1, results: [
    measured('CREA', '96', { ...CREA, range_low: 64, range_high: 104, range_text: '64~104', flag: 'N', flag_source: 'lis' }),
    { identity_code: 'CRP', value_text: '<0.5', value_kind: 'limit', value_number: 0.5, comparator: '<', unit: 'mg/L', range_text: '0~10', range_low: 0, range_high: 10, flag: 'N', flag_source: 'printed' },
    measured('K', '3.5', { unit: 'mmol/L', range_text: '3.5~5.3', flag: 'L', flag_source: 'lis', flag_disagrees: true }),
    { identity_code: '特殊项目@血清', item_name: '特殊项目', value_text: '见备注', value_kind: 'text' },
  ] });
  newest = changed.id;
  const untrue = { results: [measured('CREA', '999', CREA)] };
  await addLabReport(database, person, { ...on('2026-03-02', 'WITHDRAWN'), status: 'withdrawn', ...untrue });
  await addLabReport(database, person, { ...on('2026-03-03', 'PRELIMINARY'), status: 'preliminary', ...untrue });
  await addLabReport(database, person, { ...on('2026-03-04', 'DELETED'), deleted_at: '2026-03-05T00:00:00+08:00', ...untrue });
  await database.query(`update lab_report set revision = 1, status = 'final' where id = $1`, [newest]);
  await database.query(`update lab_report set revision = 2, status = 'corrected', content_hash = 'corrected' where id = $1`, [newest]);
  await insertRows(database, 'visit', [
    stay(person, { status: 'discharged', started_at: '2025-05-30T10:00:00+08:00', ended_at: '2025-06-10T10:00:00+08:00' }),
    stay(person, { status: 'discharged', started_at: '2020-01-01T10:00:00+08:00', ended_at: '2020-01-05T10:00:00+08:00' }),
  ]);
});
afterAll(() => hospital.stop());

const matrix = async (query = ''): Promise<Matrix> => (await doctor.get<Matrix>(`/beneficiaries/${person.id}/lab-matrix?${query}`)).body;
const series = async (query: string): Promise<Lines> => (await doctor.get<Lines>(`/beneficiaries/${person.id}/lab-series?${query}`)).body;
const itemOf = (found: Matrix, code: string): Matrix['groups'][number]['items'][number] => found.groups.flatMap(({ items }) => items).find((item) => item.code === code)!;

describe('the matrix of laboratory results', () => {
  it('R-44.a R-44.b shows verified and corrected reports only, the newest first', async () => {
    const { reports, sources } = await matrix();
    expect(reports.map(({ reportNo, status, revision }) => [reportNo, status, revision])).toEqual([['R3', 'corrected', 2], ['R2', 'final', 1], ['R1', 'final', 1]]);
    expect(sources).toEqual({ connected: true });
  });

  it('sets each result under its report and leaves the others empty', async () => {
    const found = await matrix();
    expect(itemOf(found, 'CREA').cells.map((cell) => cell?.text ?? null)).toEqual(['96', '120', '1.20']);
    expect(itemOf(found, 'CRP').cells.map((cell) => cell?.text ?? null)).toEqual(['<0.5', null, null]);
    expect(found.groups.at(-1)).toMatchObject({ code: 'OTHER', items: [{ name: '特殊项目' }] });
  });

  it('R-33.a R-33.c keeps who judged, says where laboratory and range differ, and judges nothing without a range', async () => {
    const found = await matrix();
    expect(itemOf(found, 'K').cells[0]).toMatchObject({ text: '3.5', flag: 'L', flagSource: 'lis', disagrees: true, range: '3.5~5.3' });
    expect(itemOf(found, 'HBSAG').cells[1]).toMatchObject({ text: '阳性(2+)', flag: 'A', flagSource: 'printed' });
    expect(itemOf(found, '特殊项目@血清').cells[0]).toMatchObject({ text: '见备注', flag: null, flagSource: null, range: null });
  });

  it('draws the spark in one unit, old to new', async () => {
    const spark = itemOf(await matrix('reports=1'), 'CREA').spark;
    expect(spark.map(Math.round)).toEqual([106, 120, 96]);
  });

  it('narrows to a group, to abnormal items and to the newest reports', async () => {
    const kidney = await matrix('group=RFT');
    const groups = (await matrix()).groups.map(({ code }) => code);
    expect(groups).toContain(kidney.groups[0]?.code ?? 'none');
    expect(kidney.groups).toHaveLength(1);
    const abnormal = (await matrix('onlyAbnormal=true')).groups.flatMap(({ items }) => items.map(({ code }) => code));
    expect(abnormal.toSorted()).toEqual(['CREA', 'HBSAG', 'K']);
    expect((await matrix('reports=2')).reports).toHaveLength(2);
    expect((await matrix('group=OTHER')).reports.map(({ reportNo }) => reportNo)).toEqual(['R3']);
    expect((await doctor.get(`/beneficiaries/${person.id}/lab-matrix?group=NONE`)).status).toBe(400);
  });

  it('tells a person without results from a hospital without a laboratory system', async () => {
    const nobody = await addPerson(hospital.database, { access: [{ department: '100105' }] });
    expect((await doctor.get(`/beneficiaries/${nobody.id}/lab-matrix`)).body).toEqual({ reports: [], groups: [], sources: { connected: false } });
  });
});

describe('the course of single items', () => {
  it('R-32.b orders results by the time the specimen was taken', async () => {
    const { series: [line] } = await series('items=CREA');
    expect(line!.points.map(({ at }) => at)).toEqual(['2024-01-10T00:00:00.000Z', '2025-06-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
  });

  it('R-32.c converts units by table and says so; the range moves with the result', async () => {
    const { series: [line] } = await series('items=CREA');
    expect(line).toMatchObject({ itemName: '肌酐', unit: 'μmol/L', note: expect.stringMatching(/换算为 μmol\/L.*参考区间有变化/) });
    expect(line!.points[0]).toMatchObject({ text: '1.20', converted: true });
    expect(line!.points[0]!.number).toBeCloseTo(106.1, 0);
    expect(line!.points.slice(1).map(({ low, high }) => [low, high])).toEqual([[57, 111], [64, 104]]);
  });

  it('R-32.c parts results of different methods into lines of their own', async () => {
    const { series: lines } = await series('items=CEA');
    expect(lines.map(({ method, points }) => [method, points.length])).toEqual([['电化学发光', 1], ['化学发光', 1]]);
    expect(lines[0]!.note).toContain('检验方法不同');
  });

  it('R-32.d marks a limit as no exact value and gives qualitative results a scale of their own', async () => {
    const { series: [limit, ordinal] } = await series('items=CRP,HBSAG');
    expect(limit!.points[0]).toMatchObject({ text: '<0.5', number: 0.5, comparator: '<' });
    expect(ordinal).toMatchObject({ scale: 'ordinal', unit: null, points: [{ text: '阳性(2+)', number: 2 }] });
  });

  it('R-32.e R-44.b draws a corrected result once, one point alone, and nothing for no result', async () => {
    const { series: [line] } = await series('items=CREA&from=2026-01-01');
    expect(line!.points).toMatchObject([{ text: '96', reportNo: 'R3', revision: 2 }]);
    expect((await series('items=UREA')).series).toEqual([]);
  });

  it('shows what no line can draw as text, and the stays of the period behind it', async () => {
    const { series: [text], events } = await series(`items=${encodeURIComponent('特殊项目@血清')}&from=2025-06-05&to=2026-12-31`);
    expect(text).toMatchObject({ scale: 'text', points: [{ text: '见备注', number: null }] });
    expect(events).toEqual([{ kind: 'stay', at: '2025-05-30T02:00:00.000Z', until: '2025-06-10T02:00:00.000Z', title: '住院 · 呼吸内科' }]);
  });

  it('takes six items and refuses a seventh in words', async () => {
    expect((await doctor.get(`/beneficiaries/${person.id}/lab-series?items=A,B,C,D,E,F`)).status).toBe(200);
    const { status, body } = await doctor.get(`/beneficiaries/${person.id}/lab-series?items=A,B,C,D,E,F,G`);
    expect([status, body['fields']]).toEqual([400, [{ field: 'items', message: '最多 6 个项目' }]]);
  });
});

describe('laboratory reports', () => {
  it('R-44.a R-44.b lists verified reports; a withdrawn one stays in the history, under its name', async () => {
    const { body } = await doctor.get<{ items: { reportNo: string; status: string }[]; total: number }>(`/beneficiaries/${person.id}/lab-reports`);
    expect(body.items.map(({ reportNo, status }) => [reportNo, status])).toEqual([['WITHDRAWN', 'withdrawn'], ['R3', 'corrected'], ['R2', 'final'], ['R1', 'final']]);
    expect(body.total).toBe(4);
  });

  it('R-44.b opens a report with its results in order and the version it replaced', async () => {
    const { body } = await doctor.get(`/lab-reports/${newest}`);
    expect(body).toMatchObject({
      reportNo: 'R3', revision: 2, status: 'corrected', beneficiaryId: person.id, earlier: [{ revision: 1, status: 'final', recordedUntil: expect.any(String) }],
      results: [{ code: 'CREA', text: '96' }, { code: 'CRP', comparator: '<' }, { code: 'K', disagrees: true }, { text: '见备注' }],
    });
  });

  it('R-44.a keeps what is not verified closed', async () => {
    const [{ id }] = (await hospital.database.query<{ id: string }>(`select id from lab_report where status = 'preliminary'`)) as [{ id: string }];
    expect((await doctor.get(`/lab-reports/${id}`)).status).toBe(404);
  });

  it('needs the right to read results', async () => {
    const guide = await hospital.signIn('GUIDE', { departmentCode: '100105' });
    for (const path of [`/lab-reports/${newest}`, `/beneficiaries/${person.id}/lab-reports`, `/beneficiaries/${person.id}/lab-series?items=CREA`]) {
      expect((await guide.get(path)).status).toBe(403);
    }
  });
});
