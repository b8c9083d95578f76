import { BadInput } from '../http/refusal.js';

/** One condition: a field of the list's catalogue, an operator of the field's kind, and what it is compared with. */
export interface QueryTerm {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
  /** Of laboratory values: which item, and within how many days up to today. */
  readonly item?: string;
  readonly days?: number;
}
export type QueryGroup = { readonly and: readonly QueryNode[] } | { readonly or: readonly QueryNode[] };
/** What a reader asks for: conditions joined by 且 and 或, groups within groups. */
export type QueryNode = QueryTerm | QueryGroup;

const MOST_TERMS = 50;
/** Groups within groups; deeper nobody reads the sentence. */
const DEEPEST = 5;
const TERM_KEYS = new Set(['field', 'operator', 'value', 'item', 'days']);

export const isGroup = (node: QueryNode): node is QueryGroup => 'and' in node || 'or' in node;
export const partsOf = (group: QueryGroup): readonly QueryNode[] => ('and' in group ? group.and : group.or);

/** Reads what somebody sent: shape, depth and size only; which fields there are is the catalogue's affair. Throws BadInput. */
export function readQuery(sent: unknown): QueryNode {
  let terms = 0;
  const read = (node: unknown, depth: number): QueryNode => {
    if (depth > DEEPEST) throw wrong(`条件最多嵌套 ${DEEPEST} 层`);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) throw wrong('条件应为对象');
    const keys = Object.keys(node);
    if (keys.length === 1 && (keys[0] === 'and' || keys[0] === 'or')) {
      const parts: unknown = (node as Record<string, unknown>)[keys[0]];
      if (!Array.isArray(parts) || parts.length === 0) throw wrong('条件组不能为空');
      const checked = parts.map((part) => read(part, depth + 1));
      return keys[0] === 'and' ? { and: checked } : { or: checked };
    }
    terms += 1;
    if (terms > MOST_TERMS) throw wrong(`条件最多 ${MOST_TERMS} 个`);
    const strange = keys.find((key) => !TERM_KEYS.has(key));
    if (strange !== undefined) throw wrong('不支持的内容', strange.slice(0, 64));
    const { field, operator, item, days } = node as Record<string, unknown>;
    if (typeof field !== 'string' || typeof operator !== 'string') throw wrong('缺少字段或运算符');
    if (item !== undefined && typeof item !== 'string') throw wrong('检验项目应为编码', field);
    if (days !== undefined && (!Number.isInteger(days) || (days as number) < 1 || (days as number) > 36_600)) throw wrong('天数应为 1 至 36600 的整数', field);
    return node as QueryTerm;
  };
  return read(sent, 1);
}

/** Every condition of a query, whatever group it stands in. */
export function termsOf(node: QueryNode): readonly QueryTerm[] {
  return isGroup(node) ? partsOf(node).flatMap(termsOf) : [node];
}

/** Names the field that is wrong and why. */
export function wrong(message: string, field = 'query'): BadInput {
  return new BadInput(field === 'query' ? `组合条件有误：${message}。` : `组合条件“${field}”有误：${message}。`, [{ field, message }]);
}
