import { addCheckup, CHECKUP_PANELS, type Checkup } from './checkups.js';
import { type NoticeStep, withNotices } from './critical-notices.js';
import { addStay, type Stay } from './inpatient.js';
import { itemsOf } from './lab-items.js';
import { force, measure, type Values } from './lab-values.js';
import { reportRow, resultRows } from './lab-reports.js';
import type { LabReport } from './lab-report.js';
import { addOutpatientVisit, type OutpatientVisit } from './outpatient.js';
import type { Person } from './people.js';
import type { Random } from './random.js';
import { noRows, type Rows } from './tables.js';
import { day, yearsOld } from './wall-clock.js';

/** The books the hospital writes its history into; they give the numbers out. */
export interface Books {
  readonly rows: Rows;
  /** Everything that was written so far, for what follows from it. */
  readonly visits: readonly OutpatientVisit[];
  readonly stays: readonly Stay[];
  /** The next number of a kind, e.g. `JC20260000042`. */
  nextNo(prefix: string, at: number): string;
  addVisit(visit: Omit<OutpatientVisit, 'registrationNo' | 'visitNo'>): OutpatientVisit;
  addStay(stay: Omit<Stay, 'visitNo' | 'inpatientNo' | 'recordNo' | 'count'>): Stay;
  addReport(
    report: Omit<LabReport, 'reportNo' | 'values' | 'zerosLost'> & Partial<Pick<LabReport, 'values' | 'zerosLost'>>,
    notice?: NoticeStep,
  ): LabReport;
  addCheckup(checkup: Omit<Checkup, 'checkupNo' | 'laboratory'>): Checkup;
}

/** Gives every number of the hospital out in order, so that the same seed gives the same numbers. */
export function openBooks(seed: string, random: Random): Books {
  const rows = noRows();
  const counters = new Map<string, number>();
  const counts = new Map<string, number>();
  const visits: OutpatientVisit[] = [];
  const stays: Stay[] = [];
  const nextNo = (prefix: string, at: number): string => {
    const next = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, next);
    return `${prefix}${day(at).slice(0, 4)}${String(next).padStart(7, '0')}`;
  };
  return {
    rows,
    visits,
    stays,
    nextNo,
    addVisit: (plan) => {
      const visit = {
        ...plan,
        registrationNo: nextNo('GH', plan.registeredAt),
        visitNo: nextNo('MZ', plan.registeredAt),
      };
      addOutpatientVisit(rows, visit, random);
      visits.push(visit);
      return visit;
    },
    addStay: (plan) => {
      const count = (counts.get(plan.file.brid) ?? 0) + 1;
      counts.set(plan.file.brid, count);
      const visitNo = nextNo('ZY', plan.admittedAt);
      const stay = {
        ...plan,
        count,
        visitNo,
        inpatientNo: `Z${plan.file.brid}${String(count).padStart(2, '0')}`,
        recordNo: `B${plan.file.brid}`,
      };
      addStay(rows, stay);
      stays.push(stay);
      return stay;
    },
    addReport: (plan, notice) => {
      const values =
        plan.values ?? measure({ seed, person: plan.file.person, panel: plan.panel, at: plan.collectedAt }, random);
      if (!plan.values && random.chance(0.01)) makeCritical(values, plan.panel, plan.file.person, plan.collectedAt);
      const report: LabReport = {
        ...plan,
        values,
        reportNo: nextNo('BG', plan.collectedAt),
        zerosLost: plan.zerosLost ?? random.chance(0.04),
      };
      rows.lisBg.push(reportRow(report));
      rows.lisJg.push(...withNotices(report, resultRows(report, random), notice));
      return report;
    },
    addCheckup: (plan) => {
      const panels = plan.state === '0' || plan.state === '9' || plan.state === '1' ? [] : CHECKUP_PANELS;
      const laboratory = new Map(
        panels.map((panel) => [panel, measure({ seed, person: plan.person, panel, at: plan.at }, random)]),
      );
      const checkup = { ...plan, laboratory, checkupNo: nextNo('TJ', plan.at) };
      addCheckup(rows, checkup, random);
      return checkup;
    },
  };
}

/** One report in a hundred holds a value that must be telephoned, where the panel has such limits. */
function makeCritical(values: Values, panel: string, person: Person, at: number): void {
  const item = itemsOf(panel, person.sex, yearsOld(person.birth, at)).find(
    (one) => one.criticalHigh !== null || one.criticalLow !== null,
  );
  if (item) force(values, item, 'critical', { person, at });
}
