import type { Drug } from './drugs.js';
import type { Encounter } from './encounter.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { stamp, stampMs } from './wall-clock.js';

/** One outpatient prescription. Times are epoch ms. */
export interface Prescription {
  readonly prescriptionNo: string;
  readonly encounter: Encounter;
  readonly at: number;
  readonly drugs: readonly Drug[];
  /** 1 written, 2 dispensed, 9 cancelled */
  readonly state: '1' | '2' | '9';
  readonly changedAt: number;
}

/** One row of v_cfzb. */
export function prescriptionRow(one: Prescription): Row {
  const { encounter } = one;
  const amount = one.drugs.reduce((sum, drug) => sum + drug.price * Number(drug.quantity), 0);
  return {
    cfhm: one.prescriptionNo,
    jzlsh: encounter.visitNo,
    ghjlid: encounter.registrationNo,
    brid: encounter.file.brid,
    cflx: one.drugs[0]?.kind ?? '1',
    kfrq: stamp(one.at),
    jzksdm: encounter.department.code,
    jzksmc: encounter.department.name,
    kfysgh: encounter.doctor.code,
    kfysxm: encounter.doctor.name,
    lczd: encounter.diagnoses[0]?.name ?? null,
    cfje: amount.toFixed(4),
    cfyxts: '3',
    fb: encounter.file.row['brxz'] ?? null,
    cfzt: one.state,
    xgsj: stampMs(one.changedAt),
  };
}

/** Rows of v_ypcfmx; herbal medicines are taken together and share a group. */
export function prescriptionItemRows({ prescriptionNo, drugs }: Prescription): Row[] {
  return drugs.map((drug, i) => ({
    mxxh: `${prescriptionNo}-${String(i + 1).padStart(2, '0')}`,
    cfhm: prescriptionNo,
    cfypzh: drug.kind === '2' ? '1' : String(i + 1),
    ypdm: drug.code,
    ypmc: drug.name,
    ypgg: drug.specification,
    sycjl: drug.dose,
    jldw: drug.doseUnit,
    yf: drug.route,
    yypc: drug.frequency,
    yypcdm: drug.frequencyCode,
    yyts: drug.days,
    syzl: drug.quantity,
    zldw: drug.quantityUnit,
    bz: drug.kind === '3' ? '麻醉药品专用处方' : null,
    xh: String(i + 1),
  }));
}

export function addPrescription(rows: Rows, one: Prescription): void {
  rows.cfzb.push(prescriptionRow(one));
  rows.ypcfmx.push(...prescriptionItemRows(one));
}
