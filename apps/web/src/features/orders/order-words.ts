import type { Schema } from '@cadre/api-client/typed-paths';

export type Order = Schema<'OrderRow'>;
export type Prescription = Schema<'PrescriptionRow'>;

export const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  drug: '药品',
  exam: '检查',
  lab: '检验',
  surgery: '手术',
  treatment: '处置',
  material: '材料',
  instruction: '嘱托',
  transfusion: '输血',
  other: '其他',
};
export const TERM_NAMES: Readonly<Record<string, string>> = { long: '长期', temporary: '临时' };
export const ORDER_STATES: Readonly<Record<string, string>> = {
  active: '执行中',
  completed: '已完成',
  stopped: '已停止',
  cancelled: '已撤销',
};
export const PRESCRIPTION_KINDS: Readonly<Record<string, string>> = {
  western: '西药',
  herbal: '中药',
  narcotic: '麻醉药品',
  psychotropic: '精神药品',
  other: '其他',
};
export const PRESCRIPTION_STATES: Readonly<Record<string, string>> = {
  active: '未取药',
  dispensed: '已取药',
  cancelled: '已作废',
};

/** `5 mg`; a number without its unit stays a number. */
export const amountOf = (number: string | null, unit: string | null): string =>
  [number, unit].filter(Boolean).join(' ') || '—';

/** `124.6000` → `124.60 元`; what is no number stays as it was written. */
export function yuan(amount: string): string {
  const number = Number(amount);
  return Number.isFinite(number) && amount.trim() !== '' ? `${number.toFixed(2)} 元` : amount;
}

/** Lines that are given together are joined by a bracket: ┌ first, │ between, └ last, nothing for a line of its own. */
export function bracketOf(orders: readonly Order[], index: number): string {
  const same = (one: Order | undefined, other: Order | undefined): boolean =>
    !!one?.groupNo && one.groupNo === other?.groupNo && one.visitNo === other.visitNo;
  const before = same(orders[index], orders[index - 1]);
  const after = same(orders[index], orders[index + 1]);
  return before ? (after ? '│' : '└') : after ? '┌' : '';
}
