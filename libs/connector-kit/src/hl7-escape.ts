import { decodeText } from './decode-text.js';

/** The five characters that structure one message, as its MSH declares them. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

const patterns = new Map<string, RegExp>();

/** Escape sequences to the characters they stand for; unknown ones stay as they were sent. */
export function unescape(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (mark === '' || !text.includes(mark)) return text;
  let pattern = patterns.get(mark);
  if (!pattern) {
    const quoted = mark.replace(/[^\w]/, '\\$&');
    pattern = new RegExp(`${quoted}(F|S|T|R|E|H|N|\\.br|X(?:[0-9A-Fa-f]{2})+)${quoted}`, 'g');
    patterns.set(mark, pattern);
  }
  return text.replace(pattern, (_, code: string) => meaning(code, delimiters));
}

/** Text to what may stand between the delimiters. */
export function escape(text: string, delimiters: Delimiters): string {
  const codes: Readonly<Record<string, string>> = {
    [delimiters.escape]: 'E',
    [delimiters.field]: 'F',
    [delimiters.component]: 'S',
    [delimiters.subcomponent]: 'T',
    [delimiters.repetition]: 'R',
    '\r': 'X0D',
    '\n': '.br',
  };
  return Array.from(text, (char) => (codes[char] ? delimiters.escape + codes[char] + delimiters.escape : char)).join(
    '',
  );
}

function meaning(code: string, delimiters: Delimiters): string {
  switch (code) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case '.br':
      return '\n';
    // Start and end of highlighting: an order to a printer, not text.
    case 'H':
    case 'N':
      return '';
    default:
      return decodeText(Buffer.from(code.slice(1), 'hex')).text;
  }
}
