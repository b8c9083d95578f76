import {
  CADRE_DEPARTMENT,
  DEPARTMENTS,
  department,
  doctorsOf,
  wardOf,
  type Department,
  type Doctor,
} from './departments.js';
import { diagnosisList, reasonForVisit, type Diagnosis } from './diagnoses.js';
import { diagnosisRows } from './outpatient.js';
import type { PatientFile } from './patients.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { HOUR, stamp, stampMs } from './wall-clock.js';

/** One move of a stay. The first is the admission itself. */
export interface Move {
  readonly kind: '1' | '2' | '3';
  readonly from: string | null;
  readonly to: Department;
  readonly bed: string;
  readonly at: number;
}

/** One stay. Times are epoch ms; `dischargedAt` null = still in hospital. */
export interface Stay {
  readonly file: PatientFile;
  readonly visitNo: string;
  readonly inpatientNo: string;
  readonly recordNo: string;
  readonly count: number;
  readonly doctor: Doctor;
  readonly admittedAt: number;
  readonly dischargedAt: number | null;
  /** cypb: 0 in hospital, 8 discharged, 99 registered by mistake, 102 clinically discharged. */
  readonly state: '0' | '8' | '99' | '102';
  readonly moves: readonly Move[];
  readonly diagnoses: readonly Diagnosis[];
  readonly changedAt: number;
}

const INTENSIVE_CARE = '100409';

/** Which department admits somebody, by whom, for what. */
export function chooseStay(
  random: Random,
  file: PatientFile,
): { first: Department; doctor: Doctor; diagnoses: Diagnosis[] } {
  const main = reasonForVisit(random, file.person.conditions);
  const wanted = DEPARTMENTS.find((one) => one.code === main.department && one.ward);
  const code = file.person.kind === 'roster' && random.chance(0.45) ? CADRE_DEPARTMENT : (wanted?.code ?? '100102');
  const doctors = doctorsOf(code);
  return {
    first: department(code),
    diagnoses: diagnosisList(random, main, file.person.conditions),
    doctor: (code === CADRE_DEPARTMENT && random.chance(0.75) ? doctors[0] : undefined) ?? random.pick(doctors),
  };
}

export function bedNumber(random: Random): string {
  return random.chance(0.05) ? `+${random.integer(1, 4)}` : String(random.integer(1, 48)).padStart(2, '0');
}

/** The admission and some transfers; `transfers` of them change the department by way of intensive care. */
export function makeMoves(
  random: Random,
  first: Department,
  { admittedAt, until }: { admittedAt: number; until: number },
  transfers: number,
): Move[] {
  const moves: Move[] = [{ kind: '1', from: null, to: first, bed: bedNumber(random), at: admittedAt }];
  for (let i = 1; i <= transfers; i += 1) {
    const last = moves.at(-1) ?? moves[0];
    const to = transfers === 1 && random.chance(0.5) ? first : i % 2 === 1 ? department(INTENSIVE_CARE) : first;
    const at = admittedAt + Math.floor(((until - admittedAt) * i) / (transfers + 1));
    moves.push({ kind: to === last?.to ? '3' : '2', from: last?.to.code ?? null, to, bed: bedNumber(random), at });
  }
  return moves;
}

/** One row of v_zyjl. */
export function stayRow(stay: Stay): Row {
  const [first] = stay.moves;
  const last = stay.moves.at(-1);
  const [main] = stay.diagnoses;
  if (!first || !last || !main) throw new Error(`stay ${stay.visitNo} lacks its admission`);
  return {
    jzlsh: stay.visitNo,
    brid: stay.file.brid,
    zyh: stay.inpatientNo,
    bah: stay.recordNo,
    zycs: String(stay.count),
    brxm: stay.file.row['brxm'] ?? null,
    ryrq: stamp(stay.admittedAt),
    cyrq: stay.dischargedAt === null ? null : stamp(stay.dischargedAt),
    ryksbm: first.to.code,
    brksbm: last.to.code,
    brksmc: last.to.name,
    brbq: wardOf(last.to).code,
    bqmc: wardOf(last.to).name,
    cwh: last.bed,
    zyysgh: stay.doctor.code,
    zyysxm: stay.doctor.name,
    hljb: last.to.code === INTENSIVE_CARE ? '0' : '2',
    ryzd: main.name,
    zyzdbm: main.code,
    zyzdmc: main.name,
    cypb: stay.state,
    cyfs: stay.state === '8' ? '1' : null,
    brxz: stay.file.row['brxz'] ?? null,
    jzlx: stay.file.person.types === 'VIP' ? '401' : '400',
    xgsj: stampMs(stay.changedAt),
  };
}

export function moveRow(visitNo: string, index: number, move: Move, changedAt: number): Row {
  return {
    zkid: `${visitNo}-T${String(index + 1).padStart(2, '0')}`,
    jzlsh: visitNo,
    lx: move.kind,
    zcksbm: move.from,
    zrksbm: move.to.code,
    zrksmc: move.to.name,
    zrbq: wardOf(move.to).code,
    zrcw: move.bed,
    zksj: stamp(move.at),
    zt: '1',
    xgsj: stampMs(changedAt),
  };
}

export function addStay(rows: Rows, stay: Stay): void {
  rows.zyjl.push(stayRow(stay));
  stay.moves.forEach((move, i) => rows.zkjl.push(moveRow(stay.visitNo, i, move, stay.changedAt)));
  const { visitNo, changedAt } = stay;
  rows.zdjl.push(
    ...diagnosisRows({ visitNo, kind: '2', at: stay.admittedAt + HOUR, changedAt }, stay.diagnoses.slice(0, 1)),
  );
  if (stay.state === '8') {
    rows.zdjl.push(
      ...diagnosisRows({ visitNo, kind: '3', at: stay.dischargedAt ?? changedAt, changedAt }, stay.diagnoses),
    );
  }
}
