import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FigureUpkeep } from '../../../apps/api/src/features/stats/figure-upkeep.service.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addHolder, admitted, clinic, scoped } from './countable.js';

let hospital: TestHospital;
let office: Visitor;
let upkeep: FigureUpkeep;

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  upkeep = hospital.app.get(FigureUpkeep, { strict: false });
  const person = await addHolder(hospital.database, [['L2', '2020-01-01']]);
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) await clinic(hospital.database, person, day);
  await admitted(hospital.database, person, '2026-03-05');
  await scoped(hospital.database, person, '2026-03-05', { endoscope: 'gastro' });
});
afterAll(() => hospital.stop());

const outpatients = async (): Promise<unknown> =>
  (await office.get<{ cells: { source: string; column: string; visits: number }[] }>('/stats/reception-volume?from=2026-03-01&to=2026-03-31')).body.cells
    .find(({ source, column }) => source === 'outpatient' && column === 'all')!.visits;

describe('figures that are kept', () => {
  it('R-64 are what a recount gives, and folding changes none of them', async () => {
    await hospital.database.query(`update visit set status = 'refunded', seen_at = null where started_at::date = '2026-03-04'`);
    expect(await outpatients()).toBe(2);
    const { cells, differing } = await upkeep.check();
    expect([cells > 0, differing]).toEqual([true, 0]);
    expect(await outpatients()).toBe(2);
    const many = await hospital.database.query(`select 1 from care_day group by span, day, kind, department_code, request_department_code, snap_type, snap_level having count(*) > 1`);
    expect(many).toEqual([]);
  });

  it('R-64 that went wrong are found at night, told and counted anew', async () => {
    await hospital.database.query(`update care_day set visits = visits + 5 where kind = 'outpatient'`);
    await hospital.database.query('alter table care_event disable trigger all');
    await hospital.database.query(`delete from care_event where kind = 'admission'`);
    await hospital.database.query('alter table care_event enable trigger all');
    expect(await outpatients()).toBeGreaterThan(2);
    expect((await upkeep.check()).differing).toBeGreaterThan(0);
    expect(await outpatients()).toBe(2);
    expect((await office.get('/stats/drill?measure=admission&from=2026-03-01&to=2026-03-31')).body.total).toBe(1);
    expect((await upkeep.check()).differing).toBe(0);
    const [notice] = await hospital.database.query<{ title: string }>(`select title from notice where dedupe_key like 'figures%'`);
    expect(notice).toEqual({ title: '统计核对不一致' });
  });

  it('R-64 sets of people are used only while no event of their month has changed; wrong ones are found at night and made anew', async () => {
    const people = async (): Promise<unknown> =>
      (await office.get<{ cells: { source: string; column: string; people: number }[] }>('/stats/reception-volume?from=2026-03-01&to=2026-03-31')).body.cells
        .find(({ source, column }) => source === 'outpatient' && column === 'all')!.people;
    expect([await upkeep.check().then(({ differing }) => differing), await people()]).toEqual([0, 1]);
    await hospital.database.query(`update care_set set people = ~people`);
    expect(await people()).toBeGreaterThan(1);
    const another = await addHolder(hospital.database, [['L1', '2020-01-01']]);
    await clinic(hospital.database, another, '2026-03-06');
    expect(await people()).toBe(2);
    expect((await upkeep.check()).differing).toBe(0);
    expect(await people()).toBe(2);
    await hospital.database.query(`update care_set set people = ~people`);
    expect((await upkeep.check()).differing).toBeGreaterThan(0);
    expect([(await upkeep.check()).differing, await people()]).toEqual([0, 2]);
  });
});
