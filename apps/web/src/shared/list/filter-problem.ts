import type { FilterField, FilterValues } from './list-types.js';

/** Why a filter cannot be asked as it stands, in words for the person at it; null when it can. */
export function problemOf(field: FilterField, values: FilterValues): string | null {
  if (field.kind === 'numbers') {
    const [from, to] = field.name.map((name) => values[name] ?? '') as [string, string];
    if (![from, to].every((text) => text === '' || /^\d{1,3}$/.test(text))) return '请填写 0 至 999 的整数';
    return from !== '' && to !== '' && Number(from) > Number(to) ? '上限不能小于下限' : null;
  }
  if (field.kind === 'lab') {
    const [item, , value] = field.name.map((name) => values[name] ?? '') as [string, string, string];
    if (item === '' && value === '') return null;
    if (item === '') return '请选择检验项目';
    return /^-?\d{1,9}(\.\d{1,6})?$/.test(value) ? null : '请填写数值，如 7.0';
  }
  return null;
}
