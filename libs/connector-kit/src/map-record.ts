import type { CodeTables } from './code-tables.js';
import { convert } from './convert.js';
import type {
  Condition,
  FieldValues,
  Mapped,
  Mapping,
  Message,
  Problem,
  ReadRule,
  Refused,
  UnmappedCode,
  Value,
} from './mapping.js';
import { CHINA } from './source-time.js';

/** One mapping run. A problem anywhere refuses the record, but only after everything was looked at. */
interface Run {
  readonly codes: CodeTables;
  readonly zone: string;
  readonly problems: Problem[];
  readonly unmapped: UnmappedCode[];
}

/** Turns one message into one record of ours, or names every field that stands in the way. */
export function mapRecord(mapping: Mapping, message: Message, codes: CodeTables): Mapped | Refused {
  const run: Run = { codes, zone: mapping.zone ?? CHINA, problems: [], unmapped: [] };
  const record = mapFields(run, mapping.fields, message, '');
  const parts: Record<string, readonly FieldValues[]> = {};
  for (const [name, part] of Object.entries(mapping.parts ?? {})) {
    const children = message.parts(name);
    if (children) parts[name] = children.map((child, at) => mapFields(run, part.fields, child, `${name}[${at + 1}].`));
  }
  requireIdentity(mapping, record, run.problems);
  if (run.problems.length > 0) return { problems: run.problems };
  return {
    key: mapping.key.map((field) => String(record[field]).replaceAll('|', '\\|')).join('|'),
    version: String(record[mapping.version]),
    patientId: mapping.patient === undefined ? '' : String(record[mapping.patient]),
    record,
    parts,
    unmapped: run.unmapped,
  };
}

/** The source's spellings of one of our values, for asking it by that value: as it is, and with its padding lost. */
export function sourceSpellings(mapping: Mapping, field: string, value: string): readonly string[] {
  const rule = mapping.fields[field];
  if (!rule || rule.as === 'constant' || !rule.pad) return [value];
  let bare = value;
  while (bare.length > 1 && bare.startsWith(rule.pad.with)) bare = bare.slice(rule.pad.with.length);
  return bare === value ? [value] : [value, bare];
}

function mapFields(run: Run, rules: Mapping['fields'], message: Message, prefix: string): FieldValues {
  const values: Record<string, Value> = {};
  for (const field in rules) {
    const rule = rules[field]!;
    if (rule.as === 'constant') values[field] = holds(rule.when, message) ? rule.value : (rule.otherwise ?? null);
    else values[field] = mapField(run, rule, message, prefix + field);
  }
  return values;
}

function mapField(run: Run, rule: ReadRule, message: Message, field: string): Value {
  if (!holds(rule.when, message)) return rule.default ?? null;
  const source = firstText(rule, message);
  if (source === '') {
    if (rule.default === undefined && !rule.optional) run.problems.push({ field, rule: 'required', value: null });
    return rule.default ?? null;
  }
  let text = source;
  if (rule.pad) text = text.padStart(rule.pad.to, rule.pad.with);
  if (rule.codes !== undefined) {
    const ours = run.codes.translate(rule.codes, text);
    if (ours === undefined) run.unmapped.push({ field, table: rule.codes, code: text });
    else text = ours;
  }
  const as = rule.as ?? 'text';
  const value = convert(text, as, run.zone);
  if (value !== undefined) return value;
  run.problems.push({ field, rule: as, value: source });
  return null;
}

function firstText(rule: ReadRule, message: Message): string {
  if (typeof rule.from === 'string') return textAt(rule.from, rule, message);
  for (const path of rule.from) {
    const text = textAt(path, rule, message);
    if (text !== '') return text;
  }
  return '';
}

function textAt(path: string, rule: ReadRule, message: Message): string {
  let text = (message.read(path) ?? '').trim();
  for (const ending of rule.strip ?? []) {
    if (text.endsWith(ending)) text = text.slice(0, -ending.length).trimEnd();
  }
  return isBlank(text, rule) ? '' : text;
}

/** How MySQL prints a date that nobody knows. */
const ZERO_DATE = /^0000-00-00( 00:00:00(\.0+)?)?$/;

function isBlank(text: string, { as, blank }: ReadRule): boolean {
  if (blank?.includes(text)) return true;
  return (as === 'date' || as === 'instant') && ZERO_DATE.test(text);
}

/** Whether a condition holds; no condition always does. */
export function holds(condition: Condition | undefined, message: Pick<Message, 'read'>): boolean {
  return condition === undefined || condition.in.includes((message.read(condition.path) ?? '').trim());
}

function requireIdentity(mapping: Mapping, record: FieldValues, problems: Problem[]): void {
  for (const field of new Set([...mapping.key, mapping.version, ...(mapping.patient === undefined ? [] : [mapping.patient])])) {
    if (record[field] != null || problems.some((problem) => problem.field === field)) continue;
    problems.push({ field, rule: 'required', value: null });
  }
}
