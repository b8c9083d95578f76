import { hospitalDay } from '@cadre/clinical/calendar-day';
import type { KeyItems } from '../rules/archive-rule.js';
import type { ArchiveFact, FactSource } from './archive-content.js';
import type { CheckupFact, DiagnosisFact, DrugFact, ExamFact, Origin, SurgeryFact, VisitFact } from './facts.queries.js';
import type { PersonBasics } from './person-facts.queries.js';

const CLASSES: Readonly<Record<string, string>> = { outpatient: '门诊', emergency: '急诊', inpatient: '住院' };
const VISIT_STATUS: Readonly<Record<string, string>> = {
  registered: '已挂号', in_visit: '就诊中', finished: '已完成', in_hospital: '在院', discharged: '已出院',
};

export const dayOf = (at: Date | null): string | null => (at ? hospitalDay(at) : null);

export function sourceOf({ system, sourceVersion, id }: Origin, kind: string, number: string): FactSource {
  return { system, number, at: sourceVersion.toISOString(), kind, id };
}

interface FactParts {
  readonly origin: Origin;
  readonly kind: string;
  readonly number: string;
  readonly at: Date | null;
  readonly cells: Readonly<Record<string, string | null>>;
}

function fact({ origin, kind, number, at, cells }: FactParts, over: Partial<ArchiveFact> = {}): ArchiveFact {
  return {
    key: `${kind}|${origin.system}|${origin.sourceKey}`, at: at?.toISOString() ?? null, cells, tone: 'plain', corrected: origin.corrected,
    source: sourceOf(origin, kind, number), ...over,
  };
}

/** Lines of the roster: they hold without a day. */
export function rosterFacts(part: 'profile' | 'background', person: PersonBasics): ArchiveFact[] {
  const source: FactSource = { system: '保健对象名册', number: person.rosterNo, at: person.updatedAt, kind: 'beneficiary', id: null };
  return person[part]
    .filter(([, value]) => value !== null)
    .map(([label, value]) => ({ key: `${part}|${label}`, at: null, cells: { label, value }, tone: 'plain', corrected: false, source }));
}

export function visitFacts(visits: readonly VisitFact[]): ArchiveFact[] {
  return visits.map((visit) => fact({
    origin: visit, kind: 'visit', number: visit.visitNo, at: visit.startedAt,
    cells: {
      date: dayOf(visit.startedAt), until: visit.visitClass === 'inpatient' ? dayOf(visit.endedAt) : null, kind: CLASSES[visit.visitClass] ?? visit.visitClass,
      department: visit.departmentName, doctor: visit.doctorName, diagnosis: visit.diagnosis, status: VISIT_STATUS[visit.status] ?? visit.status,
    },
  }));
}

/** One line a diagnosis, however often it was made; the source is its latest visit. Suspected ones say so. */
export function diagnosisFacts(diagnoses: readonly DiagnosisFact[], { groups }: KeyItems, groupsOf: (code: string | null) => readonly string[]): ArchiveFact[] {
  const lines = [...gathered(diagnoses, ({ code, name, suspected }) => `${code ?? name}|${suspected}`).values()];
  const order = new Map(groups.map(({ name }, at) => [name, at]));
  const rank = (code: string | null): number => Math.min(...groupsOf(code).map((name) => order.get(name) ?? 99), 99);
  return lines
    .toSorted((a, b) => rank(a[0]!.code) - rank(b[0]!.code) || b[0]!.at.getTime() - a[0]!.at.getTime())
    .map((made) => {
      const [latest] = made as [DiagnosisFact];
      return fact({
        origin: latest, kind: 'visit', number: latest.visitNo, at: latest.at,
        cells: {
          name: latest.suspected ? `${latest.name}（疑诊）` : latest.name, code: latest.code, group: groupsOf(latest.code).join('、') || null,
          firstOn: dayOf(made.at(-1)!.at), lastOn: dayOf(latest.at), times: String(new Set(made.map(({ visitNo }) => visitNo)).size),
        },
      }, { key: `diagnosis|${latest.code ?? latest.name}|${latest.suspected}` });
    });
}

export function examFacts(exams: readonly ExamFact[], keys: KeyItems): ArchiveFact[] {
  return exams.map((exam) => fact({
    origin: exam, kind: 'exam-report', number: exam.examNo, at: exam.at,
    cells: {
      date: dayOf(exam.at), name: exam.itemName, group: keys.examReasons(exam.itemName).join('、') || null, advice: exam.advice,
      conclusion: [exam.critical ? '【危急值】' : null, exam.impression ?? '（报告无结论文字）'].filter(Boolean).join(''),
    },
  }, { tone: exam.critical ? 'abnormal' : 'plain' }));
}

/** One line a drug and dose, however often it was prescribed or ordered. */
export function drugFacts(drugs: readonly DrugFact[], keys: KeyItems): ArchiveFact[] {
  const usage = ({ dose, doseUnit, route, frequency }: DrugFact): string => [dose && `${dose}${doseUnit ?? ''}`, route, frequency].filter(Boolean).join(' ');
  return [...gathered(drugs, (drug) => `${drug.name}|${usage(drug)}`).values()].map((given) => {
    const [latest] = given as [DrugFact];
    const last = given.map(({ at, until }) => until ?? at).toSorted((a, b) => b.getTime() - a.getTime())[0]!;
    return fact({
      origin: latest, kind: latest.kind, number: latest.number, at: latest.at,
      cells: {
        name: latest.name, usage: usage(latest) || null, group: keys.drugReasons(latest.name).join('、') || null, firstOn: dayOf(given.at(-1)!.at), lastOn: dayOf(last),
        times: String(given.length),
      },
    }, { key: `drug|${latest.name}|${usage(latest)}` });
  });
}

export function surgeryFacts(surgeries: readonly SurgeryFact[]): ArchiveFact[] {
  return surgeries.map((surgery) => fact({
    origin: surgery, kind: 'surgery', number: surgery.surgeryNo, at: surgery.at,
    cells: {
      date: dayOf(surgery.at), name: surgery.names ?? '（未记录术式）', diagnosis: surgery.diagnosis, department: surgery.departmentName, surgeon: surgery.surgeon,
      anesthesia: surgery.anesthesia,
    },
  }));
}

export function summaryFacts(checkups: readonly CheckupFact[]): ArchiveFact[] {
  return checkups.filter(({ conclusion, advice }) => conclusion || advice).map((checkup) => fact({
    origin: checkup, kind: 'checkup', number: checkup.checkupNo, at: new Date(`${checkup.date}T00:00:00+08:00`),
    cells: { date: checkup.date, kind: checkup.packageName ?? '体检', conclusion: checkup.conclusion, advice: checkup.advice },
  }, { key: `summary|${checkup.system}|${checkup.sourceKey}` }));
}

/** The newest first in each group, in the order in which the groups first appear. */
export function gathered<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
