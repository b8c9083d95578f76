import type { Caller } from '../access/caller.js';
import { PERMISSIONS } from '../access/permissions.js';
import type { Conditions } from '../database/conditions.js';
import { Forbidden } from '../http/refusal.js';
import type { Bind, QueryField } from './query-field.js';
import { isGroup, partsOf, type QueryNode, type QueryTerm, wrong } from './query-tree.js';

/**
 * Adds a reader's own query to the conditions of a list: values are bound, fields and operators are those of the catalogue,
 * and whatever the list demands besides (scope, deletion, other filters) stays joined to it by `and`.
 * Throws BadInput with the name of an unknown field or operator, Forbidden for a field that the caller may not read.
 */
export function addQuery(conditions: Conditions, caller: Caller, fields: readonly QueryField[], query: QueryNode | null): void {
  if (query) conditions.and((bind) => conditionOf(query, caller, fields, bind));
}

/** Says what is wrong with a query before it is kept. */
export function checkQuery(caller: Caller, fields: readonly QueryField[], query: QueryNode): void {
  conditionOf(query, caller, fields, () => '$');
}

function conditionOf(node: QueryNode, caller: Caller, fields: readonly QueryField[], bind: Bind): string {
  if (!isGroup(node)) return termOf(node, caller, fields, bind);
  const joined = 'and' in node ? '\n and ' : '\n or ';
  return `(${partsOf(node).map((part) => conditionOf(part, caller, fields, bind)).join(joined)})`;
}

function termOf(term: QueryTerm, caller: Caller, fields: readonly QueryField[], bind: Bind): string {
  const field = fields.find(({ name }) => name === term.field);
  if (!field) throw wrong('不支持的字段', term.field.slice(0, 64));
  if (field.permission && !caller.permissions.has(field.permission)) throw new Forbidden(PERMISSIONS[field.permission]);
  if (!field.operators.includes(term.operator)) throw wrong(`不支持的运算符 ${term.operator.slice(0, 64)}`, term.field);
  return `coalesce((${field.condition(term, bind)}), false)`;
}
