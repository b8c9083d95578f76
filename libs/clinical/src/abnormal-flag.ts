import type { ReferenceRange } from './reference-range.js';
import type { ResultValue } from './result-value.js';

/** High, low, critically high or low, abnormal without direction, normal. No flag at all means: not judged. */
export type AbnormalFlag = 'H' | 'L' | 'HH' | 'LL' | 'A' | 'N';

const SPELLINGS: [RegExp, AbnormalFlag][] = [
  [/^(?:↑↑+|HH|H!|危高|危急?值?高|极高|危|危急值?|PANIC)$/, 'HH'],
  [/^(?:↓↓+|LL|L!|危低|危急?值?低|极低)$/, 'LL'],
  [/^(?:↑|H|HIGH|高|偏高|升高|增高|>)$/, 'H'],
  [/^(?:↓|L|LOW|低|偏低|降低|减低|<)$/, 'L'],
  [/^(?:\++|±|[1-4]\+|阳性?(?:\(\+*\))?|弱阳性?|P|POS|DET|A|AA|\*|异常|ABNORMAL)$/, 'A'],
  [/^(?:N|正常|NORMAL|NEG|阴性?(?:\(-\))?|-)$/, 'N'],
];

/**
 * One flag from the many ways a laboratory marks a result (of an HL7 field, its first component); null when it did
 * not judge or we do not know the mark.
 */
export function normalizeFlag(text: string | null | undefined): AbnormalFlag | null {
  const mark = (text?.split('^')[0] ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return SPELLINGS.find(([spelling]) => spelling.test(mark))?.[1] ?? null;
}

/** Our own range; beyond its critical limits a result is critical. */
export interface LocalRange extends ReferenceRange {
  criticalLow: number | null;
  criticalHigh: number | null;
}

export interface FlagQuestion {
  /** The laboratory's mark after {@link normalizeFlag}. */
  lisFlag: AbnormalFlag | null;
  lisCritical: boolean;
  value: ResultValue;
  /** Ranges in the unit of the value. */
  printedRange: ReferenceRange | null;
  localRange: LocalRange | null;
}

export interface FlagAnswer {
  flag: AbnormalFlag | null;
  source: 'lis' | 'printed' | 'local' | null;
  /** What the ranges alone would say: shown beside the laboratory's flag when they differ. */
  derived: AbnormalFlag | null;
  /** The laboratory's flag and the range say different things: 标记不一致. */
  disagrees: boolean;
}

/** The laboratory's word first, then the printed range, then ours; without any of them nothing is judged. */
export function decideFlag({ lisFlag, lisCritical, value, printedRange, localRange }: FlagQuestion): FlagAnswer {
  const printed = printedRange ? judge(value, printedRange) : null;
  const local = localRange ? judgeLocal(value, localRange) : null;
  const derived = printed ?? local;
  const lis = lisCritical ? critical(lisFlag, derived) : lisFlag;
  if (lis === null)
    return { flag: derived, source: printed ? 'printed' : local ? 'local' : null, derived, disagrees: false };
  return {
    flag: lis,
    source: 'lis',
    derived,
    disagrees: lisFlag !== null && derived !== null && !agree(lisFlag, derived),
  };
}

/** What one range says about one result; null when it cannot tell. A number equal to a limit is normal. */
export function judge(value: ResultValue, range: ReferenceRange): AbnormalFlag | null {
  if (value.kind === 'text') return value.text.trim() !== '' && value.text.trim() === range.text.trim() ? 'N' : null;
  if (!range.readable) return null;
  if (value.kind === 'ordinal') return judgeStep(value.ordinal ?? 0, range.expected);
  return range.expected === null ? judgeNumber(value, range) : null;
}

function judgeStep(step: number, expected: ReferenceRange['expected']): AbnormalFlag | null {
  if (expected === null) return null;
  if (expected === 'positive') return step > 0 ? 'N' : 'A';
  return step <= (expected === 'trace' ? 0.5 : 0) ? 'N' : 'A';
}

/** A limit such as `<0.5` is judged only where every value it may stand for lies on the same side. */
function judgeNumber({ number, comparator, kind }: ResultValue, range: ReferenceRange): AbnormalFlag | null {
  if (number === null || (range.low === null && range.high === null)) return null;
  const least = comparator?.startsWith('<') ? -Infinity : number;
  const most = comparator?.startsWith('>') ? Infinity : number;
  // Of a titre printed as <1:80 the dilution 1:80 itself is the first abnormal one.
  const strict = kind === 'titre';
  if (
    range.high !== null &&
    (least > range.high || (least === range.high && (comparator === '>' || (strict && !range.highClosed))))
  )
    return 'H';
  if (
    range.low !== null &&
    (most < range.low || (most === range.low && (comparator === '<' || (strict && !range.lowClosed))))
  )
    return 'L';
  const inside = (range.low === null || least >= range.low) && (range.high === null || most <= range.high);
  return inside ? 'N' : null;
}

function judgeLocal(value: ResultValue, range: LocalRange): AbnormalFlag | null {
  const beyond = (limit: number, side: 'low' | 'high') =>
    judgeNumber(value, { ...range, low: null, high: null, [side]: limit });
  if (range.criticalHigh !== null && beyond(range.criticalHigh, 'high') === 'H') return 'HH';
  if (range.criticalLow !== null && beyond(range.criticalLow, 'low') === 'L') return 'LL';
  return judge(value, range);
}

/** The laboratory says critical; the direction comes from its own flag, else from the range. */
function critical(flag: AbnormalFlag | null, derived: AbnormalFlag | null): AbnormalFlag {
  const [side] = (flag === null || flag === 'A' || flag === 'N' ? derived : flag) ?? 'A';
  return side === 'H' ? 'HH' : side === 'L' ? 'LL' : 'A';
}

function agree(lis: AbnormalFlag, derived: AbnormalFlag): boolean {
  return lis[0] === derived[0] || ((lis === 'A') !== (derived === 'A') && lis !== 'N' && derived !== 'N');
}
