import { labItem } from '@cadre/clinical/lab-items';
import type { EntityManager } from 'typeorm';
import { OPERATOR_WORDS, type QueryField } from './query-field.js';
import { isGroup, partsOf, type QueryNode, type QueryTerm, termsOf } from './query-tree.js';

const NAMED_SPANS: Readonly<Record<number, string>> = { 1: '今天', 7: '近一周', 30: '近 30 天', 90: '近三个月', 180: '近半年', 365: '近一年', 730: '近两年', 1095: '近三年', 1825: '近五年' };
const spanOf = (days: number): string => NAMED_SPANS[days] ?? `近 ${days} 天`;

/** A query as people read it: 门诊类型为专家 且 （诊断含高血压 或 近一年 HbA1c>7）. */
export async function querySentence(em: EntityManager, fields: readonly QueryField[], query: QueryNode): Promise<string> {
  const names = await namesOf(em, fields, query);
  const say = (node: QueryNode, inside: boolean): string => {
    if (!isGroup(node)) return sayTerm(node, fields.find(({ name }) => name === node.field), names);
    const parts = partsOf(node);
    const text = parts.map((part) => say(part, parts.length > 1)).join('and' in node ? ' 且 ' : ' 或 ');
    return inside && parts.length > 1 ? `（${text}）` : text;
  };
  return say(query, false);
}

function sayTerm(term: QueryTerm, field: QueryField | undefined, names: ReadonlyMap<string, string>): string {
  const word = OPERATOR_WORDS[term.operator] ?? term.operator;
  const label = field?.label ?? term.field;
  if (field?.kind === 'lab') {
    const item = labItem(term.item ?? '');
    const value = Array.isArray(term.value) ? term.value.join(' 至 ') : String(term.value);
    const which = field.name === 'lab' ? '' : `${label} `;
    return `${which}${term.days ? `${spanOf(term.days)} ` : ''}${item?.abbr ?? term.item ?? label}${term.operator === 'between' ? ` 介于 ${value}` : `${word}${value}`}${item?.unit ? ` ${item.unit}` : ''}`;
  }
  if (term.operator === 'lastDays') return `${label}在${spanOf(Number(term.value))}`;
  if (term.operator === 'empty' || term.operator === 'notEmpty') return `${label}${word}`;
  if (field?.kind === 'flag') return term.value === true ? label : `非${label}`;
  const values = (Array.isArray(term.value) ? term.value : [term.value]).map((one) => names.get(`${term.field} ${String(one)}`) ?? String(one));
  if (term.operator === 'between') return `${label}介于 ${values.join(' 至 ')}`;
  return `${label}${word}${field?.kind === 'date' ? ' ' : ''}${values.join('、')}`;
}

/** What codes are called, by field and code. */
async function namesOf(em: EntityManager, fields: readonly QueryField[], query: QueryNode): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const term of termsOf(query)) {
    const field = fields.find(({ name }) => name === term.field);
    const codes = (Array.isArray(term.value) ? term.value : [term.value]).map(String);
    if (field?.options) for (const { value, label } of field.options) names.set(`${field.name} ${value}`, label);
    const found: { code: string; name: string }[] =
      field?.kind === 'department' ? await em.query('select code, name from department where code = any ($1)', [codes])
      : field?.dictionary ? await em.query('select code, name from dictionary_item where system = $1 and code = any ($2)', [field.dictionary, codes])
      : [];
    for (const { code, name } of found) names.set(`${term.field} ${code}`, name);
  }
  return names;
}
