import type { Schema } from '@cadre/api-client/typed-paths';

export type Parameter = Schema<'ParameterRow'>;
export type ParameterValue = Parameter['value'];

/** Groups in the order of the page. */
export const GROUPS: Readonly<Record<Parameter['group'], string>> = {
  security: '安全',
  confidential: '机密档案',
  care: '保健业务',
  audit: '审计',
  sync: '数据同步',
  lab: '检验结果',
  display: '显示',
};

/** A value as it is read, e.g. "3 个", "是", "等保三级". */
export function valueWords(value: ParameterValue | null, { choices, unit }: Pick<Parameter, 'choices' | 'unit'>): string {
  if (value === null) return '（初值）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return unit ? `${value} ${unit}` : String(value);
  return choices.find((choice) => choice.value === value)?.name ?? value;
}

/** What may be entered, e.g. "1–20 个". */
export function rangeWords({ kind, least, most, unit, choices }: Parameter): string {
  if (kind === 'number') return `${least}–${most} ${unit ?? ''}`;
  if (kind === 'choice') return choices.map(({ name }) => name).join('、');
  return kind === 'flag' ? '是、否' : '文字';
}

/** True when the words of a search are in what the page says of a parameter. */
export function isMeant({ id, name, description }: Parameter, search: string): boolean {
  const words = search.trim().toLowerCase();
  return `${id} ${name} ${description}`.toLowerCase().includes(words);
}
