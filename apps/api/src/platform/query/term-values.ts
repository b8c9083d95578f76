import { type QueryTerm, wrong } from './query-tree.js';

const LONGEST_TEXT = 64;
const MOST_CODES = 50;
const UNSTORABLE = /[\u0000-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The value of a term as its field needs it; each throws BadInput that names the field. */
export function textOf({ field, value }: QueryTerm): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!text || text.length > LONGEST_TEXT || UNSTORABLE.test(text)) throw wrong(`应填写 1 至 ${LONGEST_TEXT} 个字`, field);
  return text;
}

export function numberOf({ field, value }: QueryTerm): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('应为数字', field);
  return value;
}

export function numbersOf(term: QueryTerm): readonly [number, number] {
  const [low, high] = pairOf(term).map((value) => numberOf({ ...term, value })) as [number, number];
  if (low > high) throw wrong('起始值不能大于结束值', term.field);
  return [low, high];
}

export function dayOf({ field, value }: QueryTerm): string {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = isDay ? new Date(`${value}T00:00:00Z`) : null;
  if (!at || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value || at.getUTCFullYear() < 1850 || at.getUTCFullYear() > 2200) {
    throw wrong('日期格式应为 2026-01-31，且真实存在', field);
  }
  return value as string;
}

export function pairOfDays(term: QueryTerm): readonly [string, string] {
  const [from, to] = pairOf(term).map((value) => dayOf({ ...term, value })) as [string, string];
  if (from > to) throw wrong('结束日期不能早于开始日期', term.field);
  return [from, to];
}

/** A number of days up to today, today included. */
export function daysOf({ field, value }: QueryTerm): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 36_600) throw wrong('天数应为 1 至 36600 的整数', field);
  return value as number;
}

export function choicesOf({ field, value }: QueryTerm): readonly string[] {
  const codes = Array.isArray(value) ? value : [value];
  if (!codes.length || codes.length > MOST_CODES || !codes.every((code) => typeof code === 'string' && /^[\p{L}\p{N}@._-]{1,64}$/u.test(code))) {
    throw wrong('请选择至少一项', field);
  }
  return codes as string[];
}

export function flagOf({ field, value }: QueryTerm): boolean {
  if (typeof value !== 'boolean') throw wrong('应为是或否', field);
  return value;
}

function pairOf({ field, value }: QueryTerm): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== 2) throw wrong('应有起止两个值', field);
  return value;
}
