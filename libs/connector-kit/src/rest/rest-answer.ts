import type { RestJsonSource } from '../connector.js';
import { foreignText } from '../http/foreign-text.js';
import type { TextAnswer } from '../http/http-client.js';
import { instantOf } from '../http/list-place.js';
import type { ListAnswer, ListItem } from '../http/list-plan.js';
import { type Json, parseJson } from '../http/parse-json.js';
import { jsonAt, jsonMessage } from '../json-message.js';
import { TransportError } from '../transport-error.js';

const YES = new Set(['1', 'Y', 'YES', 'T', 'TRUE', '是']);

/**
 * An answer of a list, understood: the source's own verdict first, then the items.
 * @throws TransportError when it is no JSON, tells of a failure or holds no list where one should be
 */
export function readListAnswer(source: RestJsonSource, { text, clock }: TextAnswer): ListAnswer {
  const answer = parseJson(text);
  const told = jsonMessage(answer);
  const { ok, next, count } = source;
  if (ok && told.read(ok.path)?.trim() !== ok.equals) {
    const message = foreignText((ok.message === '' ? null : told.read(ok.message)) ?? '没有说明原因');
    throw new TransportError('query', `来源服务报告失败：${message}。请与对方核对接口参数和权限。`);
  }
  const token = next === undefined ? '' : (told.read(next)?.trim() ?? '');
  return {
    items: itemsOf(source, answer).map((item) => listItem(source, item)),
    next: token === '' || token === 'false' ? null : token,
    announced: count === undefined ? null : announced(told.read(count)),
    clock: source.clock === undefined ? clock : instantOf(told.read(source.clock)),
    sorted: source.sorted === true,
  };
}

function itemsOf({ items, ok }: RestJsonSource, answer: Json): readonly Json[] {
  const list = jsonAt(answer, items);
  // Many sources answer null for an empty list; believed only where they say beside it that all went well.
  if (list === null && ok) return [];
  if (Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item)))
    return list;
  throw new TransportError(
    'schema',
    `来源服务的应答在 ${items === '' ? '顶层' : items} 处没有记录列表，可能是报错或接口已变。请与对方核对接口。`,
  );
}

function listItem(source: RestJsonSource, item: Json): ListItem {
  const message = jsonMessage(item, source.parts);
  const deleted = source.deleted !== undefined && YES.has((message.read(source.deleted) ?? '').trim().toUpperCase());
  return {
    record: { message, raw: JSON.stringify(item), ...(deleted ? { deleted } : {}) },
    key: source.key.map((path) => message.read(path) ?? ''),
    time: message.read(source.cursor.column),
  };
}

function announced(text: string | null): number {
  if (text !== null && /^\d{1,12}$/.test(text.trim())) return Number(text);
  throw new TransportError('schema', '来源服务的应答没有给出条数，与接入配置不符，本次读取已停止。请与对方核对接口。');
}
