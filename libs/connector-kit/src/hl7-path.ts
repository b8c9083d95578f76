import { type Delimiters, unescape } from './hl7-escape.js';

export interface Segment {
  readonly name: string;
  /** `fields[n]` is SEG-n as it was sent; `fields[0]` is the name. */
  readonly fields: readonly string[];
}

/**
 * `PID-3.1` first repetition, component 1 · `PID-3[HIS].1` the repetition whose component 4 names HIS ·
 * `PID-5.1.2` subcomponent · `ZPV-5` the first repetition whole · `OBX-7[*]` the field with all its repetitions,
 * for senders that write a bare `~` in a range.
 */
export interface Hl7Path {
  readonly segment: string;
  readonly field: number;
  readonly repetition: string | null;
  readonly component: number;
  readonly subcomponent: number;
}

const GRAMMAR = /^([A-Z][A-Z0-9]{2})-(\d+)(?:\[([^\]]+)\])?(?:\.(\d+))?(?:\.(\d+))?$/;
const compiled = new Map<string, Hl7Path>();

/** @throws Error when the text is no path: a mapping's mistake, not the sender's */
export function compilePath(text: string): Hl7Path {
  const known = compiled.get(text);
  if (known) return known;
  const parts = GRAMMAR.exec(text);
  if (!parts) throw new Error(`"${text}" is no HL7 path`);
  const path: Hl7Path = {
    segment: parts[1]!,
    field: Number(parts[2]),
    repetition: parts[3] ?? null,
    component: Number(parts[4] ?? 0),
    subcomponent: Number(parts[5] ?? 0),
  };
  compiled.set(text, path);
  return path;
}

/** The unescaped text at a path of this segment; null when there is nothing. HL7's explicit null `""` is nothing too. */
export function readSegment(segment: Segment, path: Hl7Path, delimiters: Delimiters): string | null {
  const field = segment.fields[path.field];
  if (field === undefined || field === '' || field === '""') return null;
  // MSH-2 holds the delimiters themselves.
  if (segment.name === 'MSH' && path.field <= 2) return field;
  let text = selectRepetition(field, path.repetition, delimiters);
  if (path.component > 0) text = part(text, delimiters.component, path.component);
  if (path.subcomponent > 0) text = part(text, delimiters.subcomponent, path.subcomponent);
  return text === '' || text === '""' ? null : unescape(text, delimiters);
}

function selectRepetition(field: string, wanted: string | null, delimiters: Delimiters): string {
  if (wanted === '*') return field;
  if (wanted === null) return part(field, delimiters.repetition, 1);
  return (
    field.split(delimiters.repetition).find((repetition) => {
      const authority = part(repetition, delimiters.component, 4);
      return unescape(part(authority, delimiters.subcomponent, 1), delimiters) === wanted;
    }) ?? ''
  );
}

/** The nth piece, counted from 1; '' when there are fewer. */
function part(text: string, delimiter: string, wanted: number): string {
  let from = 0;
  for (let at = 1; at < wanted; at += 1) {
    const next = text.indexOf(delimiter, from);
    if (next < 0) return '';
    from = next + delimiter.length;
  }
  const end = text.indexOf(delimiter, from);
  return end < 0 ? text.slice(from) : text.slice(from, end);
}
