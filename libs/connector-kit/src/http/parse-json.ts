import { TransportError } from '../transport-error.js';

/** JSON as it was understood. Numbers are text with their digits as written: `1.10` is not `1.1`, 19 digits stay 19 digits. */
export type Json = string | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Deeper or more finely divided answers are not data but an attack on memory. */
const MOST_DEPTH = 100;
const MOST_CONTAINERS = 2_000_000;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;

/** @throws TransportError without any of the text when it is no complete JSON */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(numbersQuoted(text)) as Json;
  } catch (error) {
    if (error instanceof TransportError) throw error;
    throw unreadable(text);
  }
}

/** The same JSON with every number in quotes; strings are passed over as they are. */
function numbersQuoted(text: string): string {
  const pieces: string[] = [];
  let taken = 0;
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    if (character === '"') {
      at = endOfString(text, at);
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(text)?.[0];
      if (number === undefined) throw new SyntaxError('no number');
      pieces.push(text.slice(taken, at), '"', number, '"');
      taken = at += number.length;
    } else {
      if (character === '[' || character === '{') {
        depth += 1;
        containers += 1;
        if (depth > MOST_DEPTH || containers > MOST_CONTAINERS) throw tooFine();
      } else if (character === ']' || character === '}') depth -= 1;
      at += 1;
    }
  }
  pieces.push(text.slice(taken));
  return pieces.join('');
}

/** The place behind the closing quote: the first one that no odd run of backslashes precedes. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let before = close - 1;
    while (text[before] === '\\') before -= 1;
    if ((close - before) % 2 === 1) return close + 1;
  }
  return text.length;
}

function tooFine(): TransportError {
  return new TransportError('broken', '来源服务的应答结构过深或过于庞大，已丢弃。请对方支持分页。');
}

function unreadable(text: string): TransportError {
  const start = text.trimStart();
  if (start === '')
    return new TransportError('broken', '来源服务的应答是空的。系统会自动重试；若反复出现，请联系对方。');
  if (start.startsWith('<')) {
    return new TransportError(
      'broken',
      '来源服务返回了网页或 XML，而不是 JSON。请核对接口路径，并确认没有登录页或网关拦截。',
    );
  }
  return new TransportError(
    'broken',
    '来源服务的应答不是完整的 JSON，已丢弃。系统会自动重试；若反复出现，请联系对方。',
  );
}
