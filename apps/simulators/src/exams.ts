import { OTHER_DEPARTMENTS } from './departments.js';
import type { Encounter } from './encounter.js';
import { hasPictures, type ExamItem } from './exam-items.js';
import type { Row } from './table.js';
import { DAY, HOUR, MINUTE, compact, stamp, stampMs } from './wall-clock.js';

/** One examination with its report, of radiology, ultrasound, ECG, pathology or the endoscopy room. Times are epoch ms. */
export interface Exam {
  readonly examNo: string;
  readonly encounter: Encounter;
  readonly item: ExamItem;
  readonly requestedAt: number;
  readonly examinedAt: number;
  /** It shows something. */
  readonly odd: boolean;
  readonly critical: boolean;
  /** 1 preliminary, 2 verified, 3 corrected, 9 withdrawn */
  readonly state: '1' | '2' | '3' | '9';
  readonly revision: number;
  readonly changedAt: number;
}

const REPORTERS = ['诊断甲', '诊断乙', '诊断丙', '诊断丁'];

/** The UID of an examination's pictures: the same number in the report and in the PACS. */
export function studyUid(examNo: string): string {
  return `2.25.${BigInt(`0x${Buffer.from(examNo, 'ascii').toString('hex')}`)}`;
}

export const accessionNo = (examNo: string): string => `AC${examNo.slice(2)}`;

function reporters({ examinedAt, state }: Exam): { reporter: string; verifier: string | null } {
  const at = Math.floor(examinedAt / MINUTE);
  return { reporter: REPORTERS[at % 3] ?? '诊断甲', verifier: state === '1' ? null : (REPORTERS[(at % 3) + 1] ?? '诊断丁') };
}

function texts({ item, odd, state, critical }: Exam): { findings: string; impression: string; advice: string | null } {
  return {
    findings: (odd ? item.odd : item.normal).replaceAll('；', '；\n'),
    impression: `${critical ? '【危急】' : ''}${odd ? item.oddImpression : `${item.bodyPart}未见明显异常。`}${state === '3' ? '（更正）' : ''}`,
    advice: odd ? '建议结合临床，定期复查。' : null,
  };
}

const placeName = (code: string): string => OTHER_DEPARTMENTS.find((one) => one.code === code)?.name ?? '呼吸与危重症医学科';

/** One row of v_jcbg. */
export function examRow(exam: Exam): Row {
  const { encounter, item, examinedAt } = exam;
  const { findings, impression, advice } = texts(exam);
  const { reporter, verifier } = reporters(exam);
  const pictures = hasPictures(item);
  return {
    jcwyid: exam.examNo,
    mzzybz: encounter.inpatient ? '3' : '1',
    jzlsh: encounter.visitNo,
    brid: encounter.file.brid,
    brxm: encounter.file.row['brxm'] ?? null,
    sqdh: `JS${exam.examNo.slice(2)}`,
    pacsh: pictures ? accessionNo(exam.examNo) : null,
    studyuid: pictures ? studyUid(exam.examNo) : null,
    jclb: item.category,
    sblx: item.modality,
    jcxmdm: item.code,
    jcxmmc: item.name,
    jcbw: item.bodyPart,
    jcksdm: item.department,
    jcksmc: placeName(item.department),
    sqksdm: encounter.department.code,
    sqksmc: encounter.department.name,
    sqysxm: encounter.doctor.name,
    kdsj: stamp(exam.requestedAt),
    jysj: compact(examinedAt),
    bgsj: stamp(examinedAt + 40 * MINUTE),
    shsj: verifier === null ? null : stamp(examinedAt + HOUR),
    bgrxm: reporter,
    shrxm: verifier,
    yxbx: findings,
    yxzd: impression,
    bzhjy: advice,
    yys: exam.odd ? '阳性' : '阴性',
    wjzbs: exam.critical ? '1' : '0',
    sfyyx: pictures ? '1' : '0',
    bgzt: exam.state,
    bbh: String(exam.revision),
    xgsj: stampMs(exam.changedAt),
  };
}

/** One row of v_njbg, in the words of the endoscopy room's own vendor. */
export function endoscopyRow(exam: Exam): Row {
  const { encounter, item, examinedAt } = exam;
  const { findings, impression, advice } = texts(exam);
  const { reporter, verifier } = reporters(exam);
  const slashed = (at: number): string => stamp(at).replaceAll('-', '/').slice(0, 16);
  return {
    jch: exam.examNo,
    brid: encounter.file.brid,
    hzxm: encounter.file.row['brxm'] ?? null,
    lybz: encounter.inpatient ? '住院' : '门诊',
    jzh: encounter.visitNo,
    sqdh: `JS${exam.examNo.slice(2)}`,
    xmbm: item.code,
    xmmc: item.name,
    bw: item.bodyPart,
    sqks: encounter.department.name,
    sqys: encounter.doctor.name,
    sqrq: slashed(exam.requestedAt),
    jcrq: slashed(examinedAt),
    bgrq: slashed(examinedAt + 20 * MINUTE),
    shrq: verifier === null ? null : slashed(examinedAt + 30 * MINUTE),
    zxksbm: item.department,
    zxks: placeName(item.department),
    jcys: reporter,
    shys: verifier,
    jxsj: findings,
    jxzd: impression,
    jy: advice,
    yx: exam.odd ? '+' : '-',
    tx: '有',
    zt: { 1: '初步', 2: '已审核', 3: '已修订', 9: '已撤销' }[exam.state],
    bb: String(exam.revision),
    gxsj: stampMs(exam.changedAt),
  };
}

/** When a finished report is last touched: verification, or a correction some days later. */
export const reportChange = (examinedAt: number, corrected: boolean): number => examinedAt + (corrected ? 2 * DAY : HOUR + MINUTE);
