import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { commit, csv, preview } from './uploads.js';

const HEAD = ['姓名', '性别', '对象类型', '保健级别', '证件号', '单位', '社保电脑号', '医保号'];
const NEW = 240;

let hospital: TestHospital;
let clerk: Visitor;
const cards = new Map<string, string>();
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const bench = new RosterBench(hospital);
  for (const name of ['不变人', '换单位人', '换级别人', '换号人', '占号人', '隐去人']) {
    cards.set(name, idCardOf('1950-06-15'));
    await bench.enrol({ name, idCardNo: cards.get(name)!, workUnit: '原单位', ...(name === '占号人' && { insuranceNo: 'YB55550001' }), ...(name === '隐去人' && { secrecy: 'V' }) });
  }
  // His number stands in the way of the new ones, and nobody may learn of it.
  await hospital.database.query(`update beneficiary set roster_no = 'BJ000100' where name = '隐去人'`);
});
afterAll(() => hospital.stop());

const row = (name: string, { unit = '原单位', level = 'L2', card = cards.get(name) ?? idCardOf('1951-02-03'), social = '', insurance = '' } = {}): string[] =>
  [name, '男', '干保', level, card, unit, social, insurance];
/** Two hundred and forty new people, and some of each other kind among the first, the second and the third hundred. */
function longFile(): string[][] {
  const rows = Array.from({ length: NEW }, (_, i) => row(`新人${i}`));
  rows.splice(230, 0, row('换级别人', { level: 'L1' }), row('社保乙', { social: 'SB777001' }));
  rows.splice(120, 0, row('换单位人', { unit: '新单位' }), row('错卡人', { card: '440305195006150000' }));
  rows.splice(10, 0, row('不变人'), row('换号人', { insurance: 'YB55550001' }), row('冒名人', { card: cards.get('隐去人')! }), row('社保甲', { social: 'SB777001' }));
  return rows;
}
const TAKEN = '号码可能已登记';
const sums = 'select (select count(*)::int from beneficiary) as people, (select count(*)::int from change_log) as changes, (select count(*)::int from person_token) as tokens';

describe('a file of some hundred rows', () => {
  it('R-99.b G-I.b says of each row what it would say of it alone, writes nothing when looked at, and then just that', async () => {
    const rows = longFile();
    const [before] = await hospital.database.query(sums);
    const batch = await preview(hospital, clerk, 'roster', csv(HEAD, ...rows));
    expect(batch).toMatchObject({ added: NEW + 1, changed: 2, unchanged: 1, failed: 4 });
    const { items } = (await clerk.get<{ items: { line: number; message: string }[] }>(`/imports/${batch.id}/rows?outcome=failed`)).body;
    const said = new Map(items.map(({ line, message }) => [rows[line - 2]![0], message]));
    expect([...said.keys()]).toEqual(['换号人', '冒名人', '错卡人', '社保乙']);
    for (const name of ['换号人', '冒名人']) expect(said.get(name)).toContain(TAKEN);
    expect(said.get('社保乙')).toBe('与第 15 行重复');
    expect(said.get('错卡人')).toContain('校验位不符');
    expect((await hospital.database.query(sums))[0]).toEqual(before);
    expect(await commit(clerk, batch)).toMatchObject({ added: NEW + 1, changed: 2, unchanged: 1, failed: 4 });
    // Each is there with everything that hangs on him, as somebody enrolled by hand is.
    const enrolled = await hospital.database.query<{ name: string; roster_no: string; parts: number[] }>(`
      select name, roster_no, array[(select count(*)::int from beneficiary_identifier i where i.beneficiary_id = b.id), (select count(*)::int from care_identity c where c.beneficiary_id = b.id),
        (select count(*)::int from person_access a where a.beneficiary_id = b.id), (select count(*)::int from change_log l where l.table_name = 'beneficiary' and l.row_id = b.id::text)] as parts
      from beneficiary b where name ~ '^新人' order by roster_no`);
    expect(new Set(enrolled.map(({ name }) => name))).toEqual(new Set(Array.from({ length: NEW }, (_, i) => `新人${i}`)));
    expect(new Set(enrolled.map(({ roster_no }) => roster_no)).size).toBe(NEW);
    for (const { parts } of enrolled) expect(parts).toEqual([1, 1, 1, 1]);
    expect(enrolled.map(({ roster_no }) => roster_no)).not.toContain('BJ000100');
    expect(await hospital.database.query(`select name, roster_no from beneficiary where name = '隐去人'`)).toEqual([{ name: '隐去人', roster_no: 'BJ000100' }]);
    expect((await clerk.get('/search/people?q=社保甲')).body.items).toMatchObject([{ name: '社保甲' }]);
    expect(await hospital.database.query(`select name, work_unit, care_level, version from beneficiary where name in ('不变人', '换单位人', '换级别人', '换号人') order by name`)).toEqual([
      { name: '不变人', work_unit: '原单位', care_level: 'L2', version: 1 }, { name: '换单位人', work_unit: '新单位', care_level: 'L2', version: 2 },
      { name: '换号人', work_unit: '原单位', care_level: 'L2', version: 1 }, { name: '换级别人', work_unit: '原单位', care_level: 'L1', version: 2 },
    ]);
  });
});
