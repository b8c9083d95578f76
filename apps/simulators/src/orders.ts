import type { Drug } from './drugs.js';
import type { Encounter } from './encounter.js';
import type { Row } from './table.js';
import { compact, stamp, stampMs } from './wall-clock.js';

/** What an order is about; fields that make no sense for it are left out. */
export interface OrderItem {
  /** CV06.00.229: 01 drug, 02 examination, 03 laboratory, 05 treatment, 07 instruction … 99 */
  readonly category: string;
  readonly term: 'long' | 'temporary';
  readonly code: string | null;
  readonly name: string;
  readonly drug?: Drug;
  readonly executing?: string;
  readonly frequency?: readonly [text: string, code: string];
  readonly skinTest?: string;
}

/** One order of a stay. Times are epoch ms; null = not stopped. */
export interface Order {
  readonly orderNo: string;
  readonly encounter: Encounter;
  readonly group: string | null;
  readonly item: OrderItem;
  readonly orderedAt: number;
  readonly stoppedAt: number | null;
  /** 1 being carried out, 2 done, 3 stopped, 9 cancelled */
  readonly state: '1' | '2' | '3' | '9';
  readonly changedAt: number;
}

/** What every stay begins with. */
export const ROUTINE_ORDERS: readonly OrderItem[] = [
  { category: '07', term: 'long', code: 'HL02', name: '二级护理', frequency: ['qd', '09'] },
  { category: '07', term: 'long', code: 'YS01', name: '低盐低脂饮食' },
  { category: '05', term: 'long', code: 'ZL03', name: '血压监测', frequency: ['bid', '01'] },
  { category: '03', term: 'temporary', code: 'CBC', name: '血常规（五分类）', executing: '检验医学部' },
  { category: '03', term: 'temporary', code: 'RFT', name: '肾功能', executing: '检验医学部' },
  { category: '02', term: 'temporary', code: 'ECG01', name: '十二导联心电图', executing: '心电图室' },
  { category: '02', term: 'temporary', code: 'DR001', name: '胸部正侧位DR', executing: '放射科' },
];
/** An infusion: the carrier and what is dissolved in it are one group. */
export const INFUSION: readonly OrderItem[] = [
  { category: '01', term: 'long', code: 'D0101', name: '0.9%氯化钠注射液', frequency: ['qd', '09'] },
  { category: '01', term: 'long', code: 'D0102', name: '注射用头孢曲松钠', frequency: ['qd', '09'], skinTest: '阴性(-)' },
];

export function orderOfDrug(drug: Drug): OrderItem {
  return { category: '01', term: 'long', code: drug.code, name: drug.name, drug, frequency: [drug.frequency, drug.frequencyCode] };
}

/** One row of v_zyyz. This window writes some times without separators. */
export function orderRow(one: Order): Row {
  const { encounter, item } = one;
  const { drug } = item;
  return {
    yzzid: one.orderNo,
    jzlsh: encounter.visitNo,
    brid: encounter.file.brid,
    yzzh: one.group,
    yzlb: item.category,
    yzxq: item.term === 'long' ? '1' : '2',
    xmdm: item.code,
    yzmc: item.name,
    gg: drug?.specification ?? null,
    jl: drug?.dose ?? null,
    jldw: drug?.doseUnit ?? null,
    yf: drug?.route ?? (item.category === '01' ? '静脉滴注' : null),
    pc: item.frequency?.[0] ?? null,
    pcdm: item.frequency?.[1] ?? null,
    sl: drug ? '1' : null,
    sldw: drug?.quantityUnit ?? null,
    kssj: compact(one.orderedAt),
    tzsj: one.stoppedAt === null ? null : compact(one.stoppedAt),
    xdsj: stamp(one.orderedAt),
    xdksbm: encounter.department.code,
    xdksmc: encounter.department.name,
    xdysgh: encounter.doctor.code,
    xdysxm: encounter.doctor.name,
    zxksmc: item.executing ?? encounter.department.name,
    ps: item.skinTest ?? null,
    yzzt: one.state,
    bz: one.state === '9' ? '开立有误，撤销' : null,
    xgsj: stampMs(one.changedAt),
  };
}
