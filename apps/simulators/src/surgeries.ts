import { doctorsOf } from './departments.js';
import type { Encounter } from './encounter.js';
import type { Random } from './random.js';
import { readSeedFile } from './seed-file.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { HOUR, stamp, stampMs } from './wall-clock.js';

/** One operation of the theatre's list, coded in ICD-9-CM-3. */
export interface Procedure {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly site: string;
  readonly anesthesia: string;
  readonly department: string;
  readonly diagnosis: string;
}

/** One visit to the operating theatre. Times are epoch ms; null = did not happen (yet). */
export interface Surgery {
  readonly surgeryNo: string;
  readonly requestNo: string;
  readonly encounter: Encounter;
  /** The first is the main one. */
  readonly procedures: readonly Procedure[];
  /** 0 requested, 1 scheduled, 2 in progress, 3 completed, 9 cancelled */
  readonly state: '0' | '1' | '2' | '3' | '9';
  readonly scheduledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly emergency: boolean;
  readonly changedAt: number;
}

export const PROCEDURES: readonly Procedure[] = readSeedFile('procedures.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  level: line['level'] ?? '',
  site: line['site'] ?? '',
  anesthesia: line['anesthesia'] ?? '',
  department: line['department'] ?? '',
  diagnosis: line['diagnosis'] ?? '',
}));
/** What the endoscopy room does is also written down as an operation. */
export const POLYPECTOMY: Procedure = {
  code: '45.4200', name: '内镜下结肠息肉切除术', level: '2', site: '结肠', anesthesia: '静脉麻醉', department: '100103', diagnosis: '结肠息肉',
};
const EXPLORATION: Procedure = {
  code: '54.1100', name: '剖腹探查术', level: '2', site: '腹腔', anesthesia: '全身麻醉', department: '100201', diagnosis: '',
};

/** The main operation and, one time in six, a second one. */
export function chooseProcedures(random: Random): Procedure[] {
  const main = random.pick(PROCEDURES);
  return random.chance(0.16) && main.anesthesia === '全身麻醉' ? [main, EXPLORATION] : [main];
}

/** One row of v_ssjl. The theatre prints its times without seconds. */
export function surgeryRow(one: Surgery, random: Random): Row {
  const { encounter } = one;
  const [main] = one.procedures;
  const team = doctorsOf(main?.department ?? encounter.department.code);
  const shown = (at: number | null): string | null => (at === null ? null : stamp(at).slice(0, 16));
  return {
    sslsh: one.surgeryNo,
    sqdh: one.requestNo,
    jzlsh: encounter.visitNo,
    brid: encounter.file.brid,
    brxm: encounter.file.row['brxm'] ?? null,
    sszt: one.state,
    pssj: shown(one.scheduledAt),
    sskssj: shown(one.startedAt),
    ssjssj: shown(one.endedAt),
    ssksbm: encounter.department.code,
    ssksmc: encounter.department.name,
    ssj: one.scheduledAt === null ? null : `第${random.integer(1, 12)}手术间`,
    sqzd: main?.diagnosis || (encounter.diagnoses[0]?.name ?? null),
    shzd: one.state === '3' ? main?.diagnosis || (encounter.diagnoses[0]?.name ?? null) : null,
    mzff: main?.anesthesia ?? null,
    zdysxm: team[0]?.name ?? null,
    dyzs: team[1]?.name ?? null,
    dezs: random.chance(0.5) ? (team[2]?.name ?? null) : null,
    mzys: random.pick(doctorsOf('100410')).name,
    jzbz: one.emergency ? '1' : '0',
    xgsj: stampMs(one.changedAt),
  };
}

/** Rows of v_ssmx. */
export function procedureRows({ surgeryNo, procedures }: Surgery): Row[] {
  return procedures.map((one, i) => ({
    mxid: `${surgeryNo}-${i + 1}`,
    sslsh: surgeryNo,
    xh: String(i + 1),
    ssjczbm: one.code,
    ssmc: one.name,
    ssjb: one.level,
    ssbw: one.site,
    zssbz: i === 0 ? '1' : '0',
  }));
}

export function addSurgery(rows: Rows, one: Surgery, random: Random): void {
  rows.ssjl.push(surgeryRow(one, random));
  rows.ssmx.push(...procedureRows(one));
}

/** How long an operation takes. */
export const operationTime = (random: Random): number => random.integer(1, 4) * HOUR;
