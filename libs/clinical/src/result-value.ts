import { levelLabText } from './lab-text.js';

export type Comparator = '<' | '>' | '<=' | '>=';

/** One laboratory result as it can be compared, sorted and drawn. */
export interface ResultValue {
  /** As the laboratory sent it, with all its decimals; this is what people read. */
  text: string;
  /** The value, the bound of a limit (`<0.5` → 0.5), or the dilution of a titre (`1:80` → 80). */
  number: number | null;
  comparator: Comparator | null;
  kind: 'number' | 'limit' | 'ordinal' | 'titre' | 'text';
  /** Step of a qualitative result: 0 阴性, 0.5 弱阳性 or ±, 1 阳性 or 1+, up to 4. */
  ordinal: number | null;
}

const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(?:(?:[×xX*]10\^?|[eE])([+-]?\d{1,3}))?%?$/;
const COMPARED = /^(<=|>=|<|>)?(.*)$/s;
const TITRE = /^1:(\d+)$/;
/** Arrows and letters some systems print behind the value. */
const HINT_END = /(?:[↑↓]+|(?<=\d)\s+[HL]{1,2})$/u;

const WORDS: [RegExp, number][] = [
  [/^(?:阴性|无反应性?|非反应性|未检出|未检测到|正常|neg(?:ative)?|non-?reactive)$/i, 0],
  [/^(?:弱阳性?|可疑(?:阳性)?|临界|微量|trace)$/i, 0.5],
  [/^(?:阳性|反应性|有反应性?|检出|pos(?:itive)?|reactive)$/i, 1],
];

/** A longer text is a finding in words, or a document: it is not searched for a value. */
const LONGEST = 200;

/** Reads what a laboratory sends as a result; what cannot be read stays text. */
export function readResultValue(text: string): ResultValue {
  if (text.length > LONGEST) return { text, number: null, comparator: null, kind: 'text', ordinal: null };
  const level = levelLabText(text).replace(HINT_END, '').trim();
  const ordinal = readOrdinal(level);
  if (ordinal !== null) return { text, number: null, comparator: null, kind: 'ordinal', ordinal };
  const [, sign, rest = ''] = COMPARED.exec(level.replace(/\s/g, '')) ?? [];
  const comparator = (sign ?? null) as Comparator | null;
  const dilution = TITRE.exec(rest)?.[1];
  if (dilution !== undefined) return { text, number: Number(dilution), comparator, kind: 'titre', ordinal: null };
  const number = readNumber(rest);
  if (number === null) return { text, number, comparator: null, kind: 'text', ordinal: null };
  return { text, number, comparator, kind: comparator ? 'limit' : 'number', ordinal: null };
}

/** `1.2×10^3`, `2.5E+06`, `1,234.5`, `12%` as a number; null for anything else. */
export function readNumber(text: string): number | null {
  const [, mantissa, exponent = '0'] = NUMBER.exec(text) ?? [];
  if (mantissa === undefined) return null;
  // Joining the parts as text keeps the decimal exact where multiplying would not.
  const value = Number(`${mantissa.replaceAll(',', '')}e${exponent}`);
  return Number.isFinite(value) ? value : null;
}

/** The step of a qualitative result such as `阴性(-)`, `±`, `3+`, `+++`, `阳性(2+)`; null when it is none. */
export function readOrdinal(level: string): number | null {
  if (level.length > LONGEST) return null;
  const [, word = '', bracketed = ''] = /^([^()]*?)\s*(?:\(([^()]*)\))?$/.exec(level) ?? [];
  const [said, signed] = [stepOfWord(word.trim()) ?? stepOfSign(word.trim()), stepOfSign(bracketed.trim())];
  if (said === null) return word === '' ? signed : null;
  // 阳性(3+) is 3; 阴性(+) contradicts itself and stays text.
  if (bracketed === '' || signed === null) return bracketed === '' || /^[<>\d.]/.test(bracketed) ? said : null;
  return said === signed || (said === 1 && signed > 1) ? signed : null;
}

function stepOfWord(word: string): number | null {
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

function stepOfSign(sign: string): number | null {
  if (/^(?:-|—|\(-\))$/.test(sign)) return 0;
  if (/^(?:±|\+-|\+\/-|-\/\+)$/.test(sign)) return 0.5;
  if (/^\+{1,4}$/.test(sign)) return sign.length;
  return Number(/^(?:([1-4])\+|\+([1-4]))$/.exec(sign)?.slice(1).find(Boolean) ?? Number.NaN) || null;
}
