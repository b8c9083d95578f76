import type { Books } from './books.js';
import { CADRE_DEPARTMENT, department, doctorsOf } from './departments.js';
import type { NoticeStep } from './critical-notices.js';
import { GREW } from './cultures.js';
import type { EdgePeople } from './edge-people.js';
import { chooseStay, makeMoves } from './inpatient.js';
import { measure } from './lab-values.js';
import { chooseVisit } from './outpatient.js';
import type { PatientFile } from './patients.js';
import { seededRandom } from './random.js';
import { DAY, HOUR, MINUTE, atHour, parseStamp, day } from './wall-clock.js';

/** Adds the visits, stays and reports that tests look for by name, and says which they are in `edge.samples`. */
export function placeEdgeVisits(books: Books, files: readonly PatientFile[], edge: EdgePeople, today: number): void {
  const random = seededRandom('edge-visits');
  const usual = files.filter(
    (file) => file.person.kind === 'roster' && file.person.status === 'ACTIVE' && file.why === 'same id card and name',
  );
  const person = (i: number): PatientFile => usual[i % usual.length] as PatientFile;
  const say = (sample: string, file: PatientFile, note: string): void => {
    edge.samples.push({ sample, rosterNo: file.person.rosterNo, brids: [file.brid], note });
  };
  const lastNewYear = parseStamp(`${day(today - 30 * DAY).slice(0, 4)}-01-01`);
  const stay = (
    file: PatientFile,
    admittedAt: number,
    dischargedAt: number,
    { transfers = 0, state = '8' as '8' | '99' } = {},
  ): string => {
    const choice = chooseStay(random, file);
    const moves = makeMoves(random, choice.first, { admittedAt, until: dischargedAt }, transfers);
    return books.addStay({
      file,
      doctor: choice.doctor,
      diagnoses: choice.diagnoses,
      admittedAt,
      dischargedAt,
      state,
      moves,
      changedAt: dischargedAt,
    }).visitNo;
  };
  const visit = (file: PatientFile, at: number, code: string, { how = 'finished', changedAt = at + HOUR } = {}) => {
    const choice = chooseVisit(random, file);
    return books.addVisit({
      ...choice,
      department: department(code),
      doctor: random.pick(doctorsOf(code)),
      file,
      registeredAt: at,
      seenAt: how === 'finished' ? at + 30 * MINUTE : null,
      finishedAt: how === 'finished' ? at + 50 * MINUTE : null,
      refundedAt: how === 'refunded' ? at + 10 * MINUTE : null,
      changedAt,
    });
  };
  const month = atHour(today - 30 * DAY, 9);

  say('stay-over-new-year', person(0), `跨年住院 ${stay(person(0), lastNewYear - 5 * DAY, lastNewYear + 4 * DAY)}`);
  say(
    'three-transfers',
    person(1),
    `转科 3 次 ${stay(person(1), month - 20 * DAY, month - 4 * DAY, { transfers: 3 })}`,
  );
  say('cancelled-stay', person(2), `注销入院 ${stay(person(2), month, month + HOUR, { state: '99' })}`);
  visit(person(3), month, CADRE_DEPARTMENT, { how: 'refunded' });
  say('refunded-and-again', person(3), `退号重挂 ${visit(person(3), month + 20 * MINUTE, CADRE_DEPARTMENT).visitNo}`);
  for (const code of ['100101', '100105', '100402'])
    visit(person(4), month + Number(code.slice(-1)) * 10 * MINUTE, code);
  say('three-departments-one-day', person(4), `同日三科就诊 ${day(month)}`);
  say(
    'forty-days-late',
    person(5),
    `迟到 40 天 ${visit(person(5), today - 45 * DAY, CADRE_DEPARTMENT, { changedAt: today - 5 * DAY }).visitNo}`,
  );

  interface Told {
    values: Readonly<Record<string, number | string>>;
    revision?: number;
    notice?: NoticeStep;
  }
  const report = (file: PatientFile, panel: string, collectedAt: number, told: Told): string => {
    const values = measure({ seed: 'edge', person: file.person, panel, at: collectedAt }, random);
    for (const [code, value] of Object.entries(told.values)) values.set(code, value);
    const revision = told.revision ?? 1;
    const made = {
      file,
      visitNo: null,
      visitKind: '1' as const,
      department: department(CADRE_DEPARTMENT),
      doctor: random.pick(doctorsOf(CADRE_DEPARTMENT)),
      panel,
      collectedAt,
      state: revision > 1 ? ('3' as const) : ('2' as const),
      revision,
      values,
      changedAt: collectedAt + 3 * HOUR,
    };
    return books.addReport(made, told.notice).reportNo;
  };
  say(
    'corrected-report',
    person(6),
    `报告修订 ${report(person(6), 'GLU', month, { values: { FPG: 6.8 }, revision: 2 })}`,
  );
  say('critical-value', person(7), `危急值 ${report(person(7), 'ELEC', today - DAY, { values: { K: 6.71 }, notice: 'none' })}`);
  report(person(8), 'UA10', month - 60 * DAY, { values: { UGLU: '阴性(-)' } });
  say('negative-to-positive', person(8), `定性转阳 ${report(person(8), 'UA10', month, { values: { UGLU: '2+' } })}`);
  const odd = { values: { TPAB: '1:80', HBVDNA: '2.5E+06', HBSAB: '>1000' } };
  say('censored-values', person(9), `带符号与滴度的结果 ${report(person(9), 'INFEC', month, odd)}`);
  say('below-detection', person(9), `低于检测限 ${report(person(9), 'CARD', month, { values: { TNI: '<0.01' } })}`);
  const told = (step: NoticeStep): Told => ({ values: { K: 6.62 }, notice: step });
  say('critical-told', person(11), `危急值已通知 ${report(person(11), 'ELEC', today - DAY, told('told'))}`);
  say('critical-handled', person(12), `危急值已处理 ${report(person(12), 'ELEC', today - DAY, told('handled'))}`);
  say('culture', person(13), `痰培养检出细菌 ${report(person(13), 'CULT-SP', today - DAY, { values: { [GREW]: '是' } })}`);
  say('blood-culture', person(14), `血培养阳性 ${report(person(14), 'CULT-BL', today - DAY, { values: { [GREW]: '是' }, notice: 'handled' })}`);
  say('hemolysed', person(10), `溶血 ${report(person(10), 'ELEC', month, { values: { K: '溶血' } })}`);
}
