import { doctorsOf, type Department } from './departments.js';
import type { Encounter } from './encounter.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { HOUR, MINUTE, stamp, stampMs } from './wall-clock.js';

/** One consultation. Times are epoch ms; null = did not happen (yet). */
export interface Consultation {
  readonly consultationNo: string;
  readonly encounter: Encounter;
  /** 1 ordinary, 2 urgent, 3 several departments, 4 with experts from outside */
  readonly kind: '1' | '2' | '3' | '4';
  /** 0 requested, 1 accepted, 2 finished, 9 cancelled */
  readonly state: '0' | '1' | '2' | '9';
  readonly requestedAt: number;
  readonly startedAt: number | null;
  readonly invited: readonly Department[];
  readonly changedAt: number;
}

/** One row of v_hzsq. */
export function consultationRow(one: Consultation): Row {
  const { encounter } = one;
  const main = encounter.diagnoses[0]?.name ?? '原发病';
  const ended = one.state === '2' && one.startedAt !== null ? one.startedAt + 40 * MINUTE : null;
  return {
    sqhzid: one.consultationNo,
    jzlsh: encounter.visitNo,
    brid: encounter.file.brid,
    hzlx: one.kind,
    jjbz: one.kind === '2' ? '1' : '0',
    hzzt: one.state,
    sqsj: stamp(one.requestedAt),
    hzkssj: one.startedAt === null ? null : stamp(one.startedAt),
    hzjssj: ended === null ? null : stamp(ended),
    sqksbm: encounter.department.code,
    sqksmc: encounter.department.name,
    sqysxm: encounter.doctor.name,
    sqly: `${main}，请协助诊治。`,
    hzmd: '明确诊断，指导治疗',
    xgsj: stampMs(one.changedAt),
  };
}

/** Rows of v_hzcy, one per department that was asked. Only what took place has opinions. */
export function participantRows(one: Consultation, random: Random): Row[] {
  return one.invited.map((place, i) => ({
    cyid: `${one.consultationNo}-${i + 1}`,
    sqhzid: one.consultationNo,
    hzksdm: place.code,
    hzksmc: place.name,
    hzysxm: random.pick(doctorsOf(place.code)).name,
    ddsj: one.startedAt === null ? null : stamp(one.startedAt - random.integer(0, 10) * MINUTE),
    hzyj: one.state === '2' ? `${place.name}意见：同意目前诊断，建议完善相关检查，继续现治疗方案。` : null,
  }));
}

export function addConsultation(rows: Rows, one: Consultation, random: Random): void {
  rows.hzsq.push(consultationRow(one));
  rows.hzcy.push(...participantRows(one, random));
}

/** An urgent one begins within minutes, the others within a day. */
export function consultationStart(kind: Consultation['kind'], requestedAt: number, random: Random): number {
  return requestedAt + (kind === '2' ? 10 * MINUTE : random.integer(2, 22) * HOUR);
}
