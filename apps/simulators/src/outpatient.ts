import {
  CADRE_DEPARTMENT,
  EMERGENCY_DEPARTMENT,
  department,
  doctorsOf,
  type Department,
  type Doctor,
} from './departments.js';
import { diagnosisList, reasonForVisit, type Diagnosis } from './diagnoses.js';
import type { PatientFile } from './patients.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { MINUTE, compact, stamp, stampMs } from './wall-clock.js';

/** One visit to the outpatient or emergency department, as it went. Times are epoch ms; null = did not happen (yet). */
export interface OutpatientVisit {
  readonly file: PatientFile;
  readonly registrationNo: string;
  readonly visitNo: string;
  readonly department: Department;
  readonly doctor: Doctor;
  readonly visitClass: string;
  readonly registeredAt: number;
  readonly seenAt: number | null;
  readonly finishedAt: number | null;
  readonly refundedAt: number | null;
  readonly diagnoses: readonly Diagnosis[];
  /** When the row came to be readable; later than everything else for late entries. */
  readonly changedAt: number;
}

const CLASS_CODES: Readonly<Record<string, string>> = {
  普通: '100',
  专科: '110',
  副主任医师: '110',
  主任医师: '110',
  特需: '120',
  急诊: '200',
  免费: '100',
};
const FEES: Readonly<Record<string, string>> = {
  普通: '20.00',
  专科: '35.00',
  副主任医师: '50.00',
  主任医师: '80.00',
  特需: '500.00',
  急诊: '30.00',
  免费: '0.00',
};

/** Where somebody goes and with what. People of the roster see the cadre department, and there mostly its first doctor. */
export function chooseVisit(
  random: Random,
  file: PatientFile,
): Pick<OutpatientVisit, 'department' | 'doctor' | 'visitClass' | 'diagnoses'> {
  const { person } = file;
  const main = reasonForVisit(random, person.conditions);
  const emergency = random.chance(0.04);
  const code = emergency
    ? EMERGENCY_DEPARTMENT
    : person.kind === 'roster' && random.chance(0.45)
      ? CADRE_DEPARTMENT
      : main.department;
  const doctors = doctorsOf(code);
  const special = person.sign === 'registration' || person.types === 'VIP';
  const visitClass = emergency
    ? '急诊'
    : special && random.chance(0.7)
      ? '特需'
      : person.kind === 'roster' && random.chance(0.25)
        ? '免费'
        : random.pick(['普通', '专科', '副主任医师', '主任医师']);
  return {
    department: department(code),
    visitClass,
    diagnoses: diagnosisList(random, main, person.conditions),
    doctor: (code === CADRE_DEPARTMENT && random.chance(0.75) ? doctors[0] : undefined) ?? random.pick(doctors),
  };
}

/** The registration: one row of v_ghxx. */
export function registrationRow(visit: OutpatientVisit, random: Random): Row {
  return {
    ghjlid: visit.registrationNo,
    brid: visit.file.brid,
    ghsj: compact(visit.registeredAt),
    ghlb: visit.visitClass,
    sfjz: visit.visitClass === '急诊' ? '1' : '0',
    ksbm: visit.department.code,
    ksmc: visit.department.name,
    ysgh: visit.doctor.code,
    ysxm: visit.doctor.name,
    txbz: visit.visitClass === '特需' ? '1' : random.pick(['0', '']),
    gthbz: visit.refundedAt === null ? '0' : '1',
    gthsj: visit.refundedAt === null ? null : compact(visit.refundedAt),
    ghtj: random.pick(['窗口', '自助机', '公众号', '诊间', '电话']),
    ghxh: String(random.integer(1, 60)),
    ghfy: FEES[visit.visitClass] ?? '20.00',
    ghzt: visit.refundedAt === null ? '1' : '9',
    xgsj: compact(visit.changedAt),
  };
}

/** The visit: one row of v_mzjz, present from the registration on. */
export function visitRow(visit: OutpatientVisit, random: Random): Row {
  const [main] = visit.diagnoses;
  const seen = visit.seenAt !== null;
  return {
    jzlsh: visit.visitNo,
    ghjlid: visit.registrationNo,
    mzh: `M${visit.file.brid}`,
    brid: visit.file.brid,
    hzxm: visit.file.row['brxm'] ?? null,
    jzlx: CLASS_CODES[visit.visitClass] ?? '100',
    sfjz: visit.visitClass === '急诊' ? '1' : '0',
    ghsj: stamp(visit.registeredAt),
    jzsj: seen ? stamp(visit.seenAt) : null,
    wcjzsj: visit.finishedAt === null ? null : stamp(visit.finishedAt),
    jzksbm: visit.department.code,
    jzksmc: visit.department.name,
    zzysgh: visit.doctor.code,
    zzysxm: visit.doctor.name,
    jzzdbm: seen && main ? main.code : null,
    jzzdmc: seen && main ? main.name : null,
    zs: seen && main ? `${main.name}复诊，要求配药。` : '',
    jgdm: 'H01',
    jgmc: random.weighted([
      ['本院', 94],
      ['院区', 5],
      ['基地医院', 1],
    ]),
    jzzt: visit.refundedAt !== null ? '9' : visit.finishedAt !== null ? '2' : seen ? '1' : '0',
    fb: visit.file.row['brxz'] ?? null,
    xgsj: stampMs(visit.changedAt),
  };
}

/** Rows of v_zdjl for any visit; the first diagnosis is the main one. */
export function diagnosisRows(
  { visitNo, kind, at, changedAt }: { visitNo: string; kind: '1' | '2' | '3'; at: number; changedAt: number },
  diagnoses: readonly Diagnosis[],
): Row[] {
  return diagnoses.map((one, i) => ({
    zdid: `${visitNo}-${kind}${String(i + 1).padStart(2, '0')}`,
    jzlsh: visitNo,
    zdlb: kind,
    zdsx: String(i + 1),
    zdbm: one.code,
    zdmc: one.name,
    sfyz: i > 1 ? '1' : '0',
    zdsj: stamp(at),
    xgsj: stampMs(changedAt),
  }));
}

export function addOutpatientVisit(rows: Rows, visit: OutpatientVisit, random: Random): void {
  rows.ghxx.push(registrationRow(visit, random));
  rows.mzjz.push(visitRow(visit, random));
  if (visit.seenAt !== null) {
    const written = {
      visitNo: visit.visitNo,
      kind: '1' as const,
      at: visit.seenAt + 5 * MINUTE,
      changedAt: visit.changedAt,
    };
    rows.zdjl.push(...diagnosisRows(written, visit.diagnoses));
  }
}
