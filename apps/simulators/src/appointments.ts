import { DEPARTMENTS, doctorsOf, type Department, type Doctor } from './departments.js';
import type { PatientFile } from './patients.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { DAY, HOUR, MINUTE, atHour, compact, day, stamp, stampMs } from './wall-clock.js';

/** 0 pending, 1 confirmed, 2 arrived, 3 done, 4 rejected, 8 cancelled, 9 no-show */
export type BookingState = '0' | '1' | '2' | '3' | '4' | '8' | '9';

/** One appointment. Times are epoch ms. */
export interface Appointment {
  readonly bookingNo: string;
  readonly file: PatientFile;
  /** MZ outpatient, JC examination, ZY admission, TJ check-up, SS operation */
  readonly kind: 'MZ' | 'JC' | 'ZY' | 'TJ' | 'SS';
  readonly item: string | null;
  readonly department: Department;
  readonly doctor: Doctor | null;
  readonly startsAt: number;
  readonly bookedAt: number;
  readonly state: BookingState;
  readonly slotNo: string | null;
  readonly visitNo: string | null;
  readonly changedAt: number;
}

const CHANNELS = ['公众号', '小程序', '电话', '窗口', '干保办'];

/** One row of the booking system's own table; its service prints it as JSON. */
export function appointmentRow(one: Appointment, random: Random): Row {
  const byOffice = one.file.person.kind === 'roster' && random.chance(0.3);
  const confirmed = one.state !== '0' && one.state !== '4' && (one.state !== '8' || random.chance(0.5));
  return {
    yyh: one.bookingNo,
    brid: one.file.brid,
    yylx: one.kind,
    xmmc: one.item,
    ksdm: one.department.code,
    ksmc: one.department.name,
    ysgh: one.doctor?.code ?? null,
    ysxm: one.doctor?.name ?? null,
    kssj: stamp(one.startsAt),
    jssj: stamp(one.startsAt + 30 * MINUTE),
    hyh: one.slotNo,
    xh: one.kind === 'MZ' ? String(random.integer(1, 30)) : null,
    yxbz: byOffice ? '1' : '0',
    mfbz: byOffice && random.chance(0.4) ? '1' : '0',
    zt: one.state,
    yysj: stamp(one.bookedAt),
    yyr: byOffice ? '干部保健办公室' : one.file.person.kind === 'ordinary' ? '本人' : random.pick(['本人', '家属']),
    lxdh: one.file.person.phone,
    qd: byOffice ? '干保办' : random.pick(CHANNELS),
    qrr: confirmed ? (byOffice ? '干部保健办公室' : '系统') : null,
    qrsj: confirmed ? stamp(one.bookedAt + random.integer(1, 60) * MINUTE) : null,
    qxsj: one.state === '8' ? stamp(one.changedAt) : null,
    jzlsh: one.visitNo,
    bz: one.state === '4' ? '号源已满，请改约' : null,
    sc: 'f',
    xgsj: stampMs(one.changedAt),
  };
}

/** Number of the sessions a department's doctor offers on a day: it says where and when, so that everybody finds it. */
export function slotNoOf(doctor: Doctor, at: number): string {
  return `HY${compact(at).slice(0, 8)}${doctor.code}${session(at)}`;
}

const session = (at: number): '1' | '2' => (Number(stamp(at).slice(11, 13)) < 12 ? '1' : '2');

/** The sessions of the last and the next two weeks, for two doctors of every clinic. */
export function addSlots(rows: Rows, random: Random, today: number): void {
  for (let offset = -14; offset <= 14; offset += 1) {
    for (const place of DEPARTMENTS.filter((one) => one.clinic)) {
      for (const doctor of doctorsOf(place.code).slice(0, 2)) {
        const startsAt = atHour(today + offset * DAY, random.chance(0.5) ? 8 : 14);
        rows.hyxx.push(slotRow({ place, doctor, startsAt, changedAt: Math.min(today, startsAt) - DAY }, random));
      }
    }
  }
}

function slotRow(
  { place, doctor, startsAt, changedAt }: { place: Department; doctor: Doctor; startsAt: number; changedAt: number },
  random: Random,
): Row {
  const total = random.pick([20, 25, 30]);
  const reserved = place.code === '100110' ? 8 : random.pick([0, 2, 3]);
  return {
    hyh: slotNoOf(doctor, startsAt),
    gzrq: day(startsAt),
    wb: session(startsAt),
    kssj: stamp(startsAt),
    jssj: stamp(startsAt + 3 * HOUR + 30 * MINUTE),
    ksdm: place.code,
    ksmc: place.name,
    ysgh: doctor.code,
    ysxm: doctor.name,
    ghlb: random.pick(['普通', '专科', '主任医师', '特需']),
    zl: String(total),
    yy: String(random.integer(0, total - reserved)),
    ylc: String(reserved),
    ylyy: String(random.integer(0, reserved)),
    fy: random.pick(['20.00', '50.00', '80.00']),
    tz: random.chance(0.02) ? '1' : '0',
    sc: 'f',
    xgsj: stampMs(changedAt),
  };
}
