import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeTables } from '@cadre/connector-kit/code-tables';
import { mapRecord } from '@cadre/connector-kit/map-record';
import { rowMessage } from '@cadre/connector-kit/row-message';
import { hisCodes } from '@cadre/connectors/demo-his/codes';
import { patients } from '@cadre/connectors/demo-his/patients';
import { makePopulation } from '@cadre/simulators/hospital';
import { truthOf } from '@cadre/simulators/patients';
import { rosterCsv } from '@cadre/simulators/roster-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolution, SourcePatient } from '../../../apps/api/src/features/roster/identity-resolver.port.js';
import { RosterFileService } from '../../../apps/api/src/features/roster/roster-file.service.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

const { people, files } = makePopulation('20261101', 'quick', Date.parse('2026-11-20T00:00:00Z'));
const truth = truthOf(files);
const isStrong = (why: string): boolean => why.startsWith('same ');

let hospital: TestHospital;
let resolved: ReadonlyMap<string, Resolution>;
let rosterNos: ReadonlyMap<string, string>;
beforeAll(async () => {
  hospital = await startHospital();
  const bench = new RosterBench(hospital);
  const path = join(mkdtempSync(join(tmpdir(), 'cadre-roster-')), 'roster.csv');
  writeFileSync(path, rosterCsv(people));
  const { refused } = await hospital.app.get(RosterFileService, { strict: false }).load(path, { demo: true });
  expect(refused).toEqual([]);
  const codes = codeTables(hisCodes);
  const told = files.map(({ row }): SourcePatient => {
    const mapped = mapRecord(patients.mapping, rowMessage({ values: row, parts: {} }), codes);
    if ('problems' in mapped) throw new Error(JSON.stringify(mapped.problems));
    return mapped.record as unknown as SourcePatient;
  });
  resolved = new Map((await bench.resolve(...told)).map((one) => [one.patientId, one]));
  const rows = await hospital.database.query<{ id: string; rosterNo: string }>('select id, roster_no as "rosterNo" from beneficiary');
  rosterNos = new Map(rows.map(({ id, rosterNo }) => [id, rosterNo]));
}, 120_000);
afterAll(() => hospital.stop());

describe('recognition on the labelled patients of the pretend hospital', () => {
  it('R-21.d is never wrong where it links by itself', () => {
    const linked = truth.filter(({ brid }) => resolved.get(brid)!.outcome === 'linked');
    const wrong = linked.filter(({ brid, rosterNo }) => rosterNos.get(resolved.get(brid)!.beneficiaryId!) !== rosterNo);
    expect(wrong).toEqual([]);
    expect(linked.length).toBeGreaterThan(200);
  });

  it('R-21.d finds at least 99 % of those whom a strong rule can find', () => {
    const findable = truth.filter(({ why }) => isStrong(why));
    const missed = findable.filter(({ brid }) => resolved.get(brid)!.outcome !== 'linked');
    expect(missed.length / findable.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.01);
  });

  it('R-21.d asks about the weak ones, suspects those with signs, and keeps nothing of the others', async () => {
    const outcomes = (of: (why: string) => boolean) => new Set(truth.filter(({ why }) => of(why)).map(({ brid }) => resolved.get(brid)!.outcome));
    expect(outcomes((why) => why.startsWith('weak'))).toEqual(new Set(['review']));
    expect(outcomes((why) => /sign: (charge|vipflag)/.test(why))).toEqual(new Set(['suspected']));
    expect(outcomes((why) => /^ordinary|^another person/.test(why))).toEqual(new Set(['stranger']));
    const ordinary = truth.filter(({ why }) => why.startsWith('ordinary')).map(({ brid }) => brid);
    const kept = await hospital.database.query(
      'select 1 from match_candidate where patient_id = any ($1) union all select 1 from patient_link where patient_id = any ($1)', [ordinary]);
    expect(kept).toEqual([]);
  });
});
