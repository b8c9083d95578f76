import { levelLabText } from './lab-text.js';
import { readNumber, readOrdinal } from './result-value.js';

/** A reference range as printed; limits in the unit of the result, dilutions of a titre as their number (1:80 → 80). */
export interface ReferenceRange {
  low: number | null;
  high: number | null;
  /** False for `>1.0` and `<5.0`, where the limit itself lies outside as printed. */
  lowClosed: boolean;
  highClosed: boolean;
  /** What a qualitative result should be; `trace` allows negative and ±. */
  expected: 'negative' | 'trace' | 'positive' | null;
  /** As printed. */
  text: string;
  /** False: nobody may judge by it, only show it. */
  readable: boolean;
}

export interface RangeHolder {
  sex?: '1' | '2' | null;
  ageYears?: number | null;
}

type Limits = Omit<ReferenceRange, 'text' | 'readable'>;
type Segment = { text: string; sex: '1' | '2' | null; ages: [number, number] | null };

const NOTHING: Limits = { low: null, high: null, lowClosed: true, highClosed: true, expected: null };
const NUM = '-?[\\d.]+(?:(?:[eE]|[×xX*]10\\^)[+-]?\\d+)?';
const BETWEEN = new RegExp(`^(${NUM})(-{1,2}|~+|—+|至)(${NUM})$`);
const ONE_SIDED = new RegExp(`^(<=|>=|<|>)(?:1:)?(${NUM})$`);
const TWO_SIDED = new RegExp(`^(>=?)(${NUM})(?:[-~,且]|并且)?(<=?)(${NUM})$`);
/** Only of ×10^9/L and ×10^12/L it is certain that the power belongs to the unit and not to the limit. */
const UNIT_END =
  /(?<=\d)(?!(?<=10\^\d+)\/)\s*(?:[×*xX]?\s*10[\^*]0?(?:9|12)\/\s*L|(?![eE][+-]?\d)[a-wyzμ%/°][^<>=~\u4e00-\u9fff]*)$/iu;
const LABEL =
  /^(?:正常)?(?:参考)?(?:值|范围|区间)[::]?|^正常(?=[-<>\d])|\s*(?:\((?:阴性|-|<检测下限|正常)\)|充足|正常|阴性)$/u;
const SEX = /男性?|女性?|\b(?:fe)?male\b|\b[MF](?=\s*:)/giu;
const AGE = /(\d+)\s*[-~至]\s*(\d+)\s*岁|(<=|>=|<|>)\s*(\d+)\s*岁|(\d+)\s*岁(以上|以下)|成人|成年/u;
/** New lines, semicolons, and a 男/女 that opens a range of its own. */
const BREAK = /[\r\n;|]+|,(?!\d{3}(?:\D|$))|\s*\/?\s*(?=[男女]性?\s*[::]?\s*[-<>\d])/u;

/** A longer text is an explanation, and nobody may judge by it. */
const LONGEST = 500;

/** Reads a printed range for one person. What is ambiguous for this person is unreadable, and its text is kept. */
export function readReferenceRange(text: string, holder: RangeHolder = {}): ReferenceRange {
  if (text.length > LONGEST) return { ...NOTHING, text, readable: false };
  const level = levelLabText(text)
    .replace(/^\[(.*)\]$/su, '$1')
    .replace(/(?<=\d)\s+to\s+(?=[-\d])/giu, '~');
  const segments = level
    .split(BREAK)
    .filter((part) => part.trim() !== '')
    .map(readSegment);
  const fitting = segments.every((segment) => segment !== null)
    ? segments.filter((segment) => fits(segment, holder))
    : [];
  const limits = fitting.length === 1 && fitting[0] ? readLimits(fitting[0].text) : null;
  return { ...(limits ?? NOTHING), text, readable: limits !== null };
}

/** Takes sex and age off one part of the range; null when it names both sexes. */
function readSegment(part: string): Segment | null {
  const sexes = new Set((part.match(SEX) ?? []).map((word) => (/^(男|m)/i.test(word) ? '1' : '2') as '1' | '2'));
  if (sexes.size > 1) return null;
  const age = AGE.exec(part);
  const text = part
    .replace(SEX, '')
    .replace(AGE, '')
    .replace(/\(\s*\)/g, '')
    .replace(/^[\s:,]+|[\s:,]+$/g, '');
  return { text, sex: [...sexes][0] ?? null, ages: age ? agesOf(age) : null };
}

function agesOf([, from, to, sign, bound, year, side]: RegExpExecArray): [number, number] {
  if (from && to) return [Number(from), Number(to)];
  if (sign && bound) {
    const years = Number(bound);
    return sign.startsWith('>') ? [sign === '>' ? years + 1 : years, Infinity] : [0, sign === '<' ? years - 1 : years];
  }
  if (year) return side === '以上' ? [Number(year), Infinity] : [0, Number(year)];
  return [18, Infinity];
}

function fits({ sex, ages }: Segment, holder: RangeHolder): boolean {
  if (sex !== null && sex !== holder.sex) return false;
  return ages === null || (holder.ageYears != null && holder.ageYears >= ages[0] && holder.ageYears <= ages[1]);
}

function readLimits(part: string): Limits | null {
  const whole = part.replace(/[≈\s]+$/u, '');
  const expected = readExpected(whole);
  if (expected) return { ...NOTHING, expected };
  const bare = whole
    .replace(LABEL, '')
    .replace(LABEL, '')
    .replace(UNIT_END, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s/g, '');
  return readBetween(bare) ?? readSided(bare);
}

function readExpected(text: string): ReferenceRange['expected'] {
  const steps = text.split(/\s*(?:或|~|至)\s*/u).map(readOrdinal);
  if (steps.length > 2 || steps.some((step) => step === null)) return null;
  const most = Math.max(...steps.map(Number));
  if (steps.length === 1) return most === 0 ? 'negative' : most >= 1 ? 'positive' : null;
  return steps[0] === 0 && most === 0.5 ? 'trace' : null;
}

/** `3.5-9.5`, `-3--1`: a second dash may belong to the number, so both are tried and only a single one is taken. */
function readBetween(text: string): Limits | null {
  const [, first = '', dash = '', second = ''] = BETWEEN.exec(text) ?? [];
  if (first === '') return null;
  const seconds = dash === '--' ? [second, `-${second}`] : [second];
  const low = readNumber(first);
  const highs = seconds.map(readNumber).filter((high) => low !== null && high !== null && low < high);
  return highs.length === 1 ? { ...NOTHING, low, high: highs[0] ?? null } : null;
}

function readSided(text: string): Limits | null {
  const [, above, low = '', below, high = ''] = TWO_SIDED.exec(text) ?? [];
  if (above && below) {
    const [from, to] = [readNumber(low), readNumber(high)];
    if (from === null || to === null || from >= to) return null;
    return { ...NOTHING, low: from, high: to, lowClosed: above === '>=', highClosed: below === '<=' };
  }
  const [, sign = '', bound = ''] = ONE_SIDED.exec(text) ?? [];
  const limit = readNumber(bound);
  if (limit === null) return null;
  return sign.startsWith('<')
    ? { ...NOTHING, high: limit, highClosed: sign === '<=' }
    : { ...NOTHING, low: limit, lowClosed: sign === '>=' };
}
