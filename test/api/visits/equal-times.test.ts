import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

const VISITS = 1_000;
const HEAD_ROWS = 5;

let hospital: TestHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const person = await addPerson(hospital.database);
  await insertRows(hospital.database, 'visit', Array.from({ length: VISITS }, (_, index) =>
    outpatientVisit(person, { visit_no: `MZ${index}`, started_at: `2026-03-0${1 + (index % 3)}T09:00:00+08:00` }),
  ));
});
afterAll(() => hospital.stop());

describe('a thousand visits at three moments', () => {
  it('R-28.a R-28.c leaf through without repeat or gap, newest first, and the export has the same order', async () => {
    const leafed: { id: string; visitNo: string; visitedAt: string }[] = [];
    for (let page = 1; page <= VISITS / 100; page += 1) {
      const { body } = await clerk.get<{ items: typeof leafed; total: number }>(`/outpatient-visits?page=${page}&pageSize=100`);
      expect(body.total).toBe(VISITS);
      leafed.push(...body.items);
    }
    expect(new Set(leafed.map(({ id }) => id)).size).toBe(VISITS);
    const byTimeThenId = leafed.toSorted((a, b) => b.visitedAt.localeCompare(a.visitedAt) || b.id.localeCompare(a.id));
    expect(leafed).toEqual(byTimeThenId);

    const { bytes } = await clerk.download('/outpatient-visits/export');
    const rows = sheetRows(bytes).slice(HEAD_ROWS, -1);
    const column = sheetRows(bytes)[HEAD_ROWS - 1]!.indexOf('就诊号');
    expect(rows.map((row) => row[column])).toEqual(leafed.map(({ visitNo }) => visitNo));
  });
});
