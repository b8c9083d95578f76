/** One thing the other side said: a row of a view, or one group of an HL7 message. */
export interface Message {
  /** The text at a path (`xgsj`, `PID-3[HIS].1`); null when there is nothing. Never trimmed. */
  read(path: string): string | null;
  /** The messages of a named part, in the source's order; undefined when the source did not tell of this part at all. */
  parts(name: string): readonly Message[] | undefined;
}

/** Holds when the trimmed text at `path` is one of `in`; '' stands for nothing there. */
export interface Condition {
  readonly path: string;
  readonly in: readonly string[];
}

/** A value that is the same in every record. */
export interface ConstantRule {
  readonly as: 'constant';
  readonly value: Value;
  readonly when?: Condition;
  /** The value when the condition does not hold; default null. */
  readonly otherwise?: Value;
}

export type Conversion = 'text' | 'integer' | 'decimal' | 'date' | 'instant' | 'flag';

/**
 * Where a field comes from and what becomes of it: read, trim, strip, blank, pad, look up, convert – always in this order.
 * A closed list; a mapping is data and carries no code.
 */
export interface ReadRule {
  /** The first path that has a value wins. */
  readonly from: string | readonly string[];
  /** Default `text`. Decimals stay exact text, dates are `YYYY-MM-DD`, instants are ISO 8601 UTC with milliseconds. */
  readonly as?: Conversion;
  /** Code table that turns their code into ours; a code it does not know is kept and reported as unmapped. */
  readonly codes?: string;
  /** Nothing there is null, not a problem. */
  readonly optional?: true;
  /** Used when nothing is there. */
  readonly default?: Value;
  /** The rule is used only when this holds; otherwise the field is `default`, or null. */
  readonly when?: Condition;
  /** Restores lost leading characters of an identifier: `{ to: 8, with: '0' }`. */
  readonly pad?: { readonly to: number; readonly with: string };
  /** Endings that are taken off, e.g. `(VIP)` behind a name. */
  readonly strip?: readonly string[];
  /** Texts that stand for nothing, e.g. `/`, `1900-01-01 00:00:00`. The date 0000-00-00 always does. */
  readonly blank?: readonly string[];
}

export type FieldRule = ReadRule | ConstantRule;

/** The only place where their words become ours. */
export interface Mapping {
  /** Our field names that together identify the record in its source. */
  readonly key: readonly string[];
  /** Our field that orders the versions of one record (an instant). */
  readonly version: string;
  /** Our field that says whose record it is, in the source's own patient numbers; absent for data of no person (departments, slots). */
  readonly patient?: string;
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly parts?: Readonly<Record<string, PartMapping>>;
  /** IANA zone of times that carry no offset. Default `Asia/Shanghai`. */
  readonly zone?: string;
}

export interface PartMapping {
  readonly fields: Readonly<Record<string, FieldRule>>;
}

export type Value = string | number | boolean | null;

/** Our field names to values. A field the mapping does not name is absent: the source says nothing about it. */
export type FieldValues = Readonly<Record<string, Value>>;

export interface Mapped {
  /** The key fields' values; several are joined by `|` (a `|` inside a value is written `\|`). */
  readonly key: string;
  /** The version field's value: ISO 8601 UTC with milliseconds. */
  readonly version: string;
  /** Empty for data of no person. */
  readonly patientId: string;
  readonly record: FieldValues;
  /** Absent part: the source said nothing of it; empty list: it said there are none. */
  readonly parts: Readonly<Record<string, readonly FieldValues[]>>;
  /** Codes that no table knows; the record is good and keeps the source's value. */
  readonly unmapped: readonly UnmappedCode[];
}

export interface UnmappedCode {
  readonly field: string;
  readonly table: string;
  readonly code: string;
}

/** The record cannot be used. All of its bad fields are named, so that one look at a failure shows everything. */
export interface Refused {
  readonly problems: readonly Problem[];
}

/** `field` is ours; inside a part it is `results[3].lineNo`, counted from 1. */
export interface Problem {
  readonly field: string;
  readonly rule: 'required' | Conversion;
  /** The source's text; null when there is none. */
  readonly value: string | null;
}
