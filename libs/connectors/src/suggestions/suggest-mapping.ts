import type { Target } from '@cadre/connector-kit/connector';
import type { ReadRule } from '@cadre/connector-kit/mapping';
import type { OfferedField } from '@cadre/connector-kit/offered-view';
import { FIELD_WORDS, type FieldWords } from './field-words.js';
import { TARGET_SHAPES, type TargetField } from './target-fields.js';

/** What a field of ours probably comes from. A guess that a person confirms. */
export interface Suggestion {
  readonly field: string;
  /** Chinese. */
  readonly label: string;
  readonly required: boolean;
  /** Null: no column seems to fit. */
  readonly column: string | null;
  readonly rule: ReadRule | null;
  /** 0 … 1. */
  readonly confidence: number;
  /** Chinese. */
  readonly reason: string;
}

interface Guess {
  readonly wanted: TargetField;
  readonly column: OfferedField;
  readonly score: number;
  readonly reason: string;
}

const LEAST = 0.5;
const TIME = /time|date/i;
const NUMBER = /int|num|dec|float|double|real|money/i;

/**
 * The likeliest column for every field of a target, or of one of its parts. A column serves one field only: the surest guess
 * is taken first.
 */
export function suggestMapping(offered: readonly OfferedField[], target: Target, part?: string): Suggestion[] {
  const shape = TARGET_SHAPES[target];
  const wanted = part === undefined ? shape.fields : (shape.parts[part] ?? []);
  const guesses = wanted
    .flatMap((one) => offered.flatMap((column) => guess(one, column)))
    .toSorted((a, b) => b.score - a.score);
  const taken = new Map<string, Guess>();
  const used = new Set<string>();
  for (const one of guesses) {
    if (taken.has(one.wanted.field) || used.has(one.column.name)) continue;
    taken.set(one.wanted.field, one);
    used.add(one.column.name);
  }
  return wanted.map((one) => suggestionOf(one, taken.get(one.field)));
}

function suggestionOf(wanted: TargetField, found: Guess | undefined): Suggestion {
  const words = FIELD_WORDS[wanted.field];
  const known = { field: wanted.field, label: words?.label ?? wanted.field, required: wanted.required };
  if (!found) return { ...known, column: null, rule: null, confidence: 0, reason: '没有找到相近的列' };
  const rule: ReadRule = {
    from: found.column.name,
    ...(words?.as ? { as: words.as } : {}),
    ...(wanted.codes ? { codes: wanted.codes } : {}),
    ...(wanted.required ? {} : { optional: true as const }),
  };
  return {
    ...known,
    column: found.column.name,
    rule,
    confidence: Math.round(found.score * 100) / 100,
    reason: found.reason,
  };
}

function guess(wanted: TargetField, column: OfferedField): Guess[] {
  const words = FIELD_WORDS[wanted.field];
  if (!words) return [];
  const found = [byName(wanted.field, words, column.name), byComment(words, column.comment)].toSorted(
    (a, b) => b[0] - a[0],
  )[0]!;
  const score = Math.min(1, found[0] + byType(words, column.type));
  return found[0] > 0 && score >= LEAST ? [{ wanted, column, score, reason: found[1] }] : [];
}

type Score = readonly [score: number, reason: string];
const NONE: Score = [0, ''];

function byName(field: string, { names }: FieldWords, column: string): Score {
  const name = column.toLowerCase();
  if (name.replaceAll('_', '') === field.toLowerCase()) return [0.97, `列名与 ${field} 相同`];
  const at = names.indexOf(name);
  if (at >= 0) return [0.95 - Math.min(at, 10) * 0.01, `列名 ${column} 是常见写法`];
  const inside = names.find(
    (known) => known.length >= 4 && (name.endsWith(`_${known}`) || name.startsWith(`${known}_`)),
  );
  return inside ? [0.7, `列名中含有 ${inside}`] : NONE;
}

function byComment({ words }: FieldWords, comment: string | null): Score {
  const text = comment?.trim() ?? '';
  if (text === '') return NONE;
  const equal = words.indexOf(text);
  if (equal >= 0) return [0.93 - equal * 0.01, `注释为“${text}”`];
  const inside = words.find((word) => word.length >= 2 && text.includes(word));
  return inside
    ? [0.55 + Math.min(0.25, (inside.length / text.length) * 0.3), `注释“${text.slice(0, 30)}”中提到${inside}`]
    : NONE;
}

/** A type that fits speaks a little for a column, one that cannot fit speaks against it. */
function byType({ as }: FieldWords, type: string): number {
  if (as === 'instant' || as === 'date') return TIME.test(type) ? 0.03 : NUMBER.test(type) ? -0.5 : 0;
  if (as === undefined && TIME.test(type)) return -0.5;
  return 0;
}
