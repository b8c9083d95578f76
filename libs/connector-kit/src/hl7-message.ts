import type { Delimiters } from './hl7-escape.js';
import { compilePath, readSegment, type Segment } from './hl7-path.js';

/** The bytes are no HL7 v2 message; sending them again will not help. */
export class Hl7FormatError extends Error {
  override readonly name = 'Hl7FormatError';
}

export interface Hl7Message {
  readonly delimiters: Delimiters;
  readonly segments: readonly Segment[];
  /** MSH-9 as `ADT^A01`. */
  readonly type: string;
  /** MSH-10; '' when the sender left it out. */
  readonly controlId: string;
  /** MSH-3.1. */
  readonly sendingApplication: string;
  /** Reads from the first segment of the path's name. */
  read(path: string): string | null;
}

/**
 * Splits decoded text into segments. Any line ending ends a segment; a line that begins with no segment name is the
 * rest of a text with a bare line break and goes back to the segment before it.
 * @throws Hl7FormatError when the text does not begin with a usable MSH
 */
export function parseHl7(text: string): Hl7Message {
  // A byte order mark that went through a GBK converter on its way arrives as a question mark.
  const body = text.replace(/^[\s\uFEFF?]+/, '');
  const delimiters = readDelimiters(body);
  const segments: Segment[] = [];
  for (const line of joinedLines(body, delimiters.field)) segments.push(readSegmentLine(line, delimiters.field));
  const first = new Map<string, Segment>();
  for (const segment of segments) if (!first.has(segment.name)) first.set(segment.name, segment);
  const read = (text: string): string | null => {
    const path = compilePath(text);
    const segment = first.get(path.segment);
    return segment ? readSegment(segment, path, delimiters) : null;
  };
  return {
    delimiters,
    segments,
    type: [read('MSH-9.1'), read('MSH-9.2')].filter((piece) => piece !== null).join('^'),
    controlId: read('MSH-10') ?? '',
    sendingApplication: read('MSH-3.1') ?? '',
    read,
  };
}

/** Delimiters are ASCII; a letter or half of a rare character would take every word apart. */
const PUNCTUATION = /^[!-/:-@[-^`{-~]+$/;

function readDelimiters(text: string): Delimiters {
  const field = text[3] ?? '';
  if (!text.startsWith('MSH') || !PUNCTUATION.test(field)) {
    throw new Hl7FormatError('the payload does not begin with an MSH segment');
  }
  const end = text.indexOf(field, 4);
  const declared = end < 0 ? '' : text.slice(4, end);
  // Version 2.7 adds a fifth, and some add more: what nobody reads does no harm.
  if (!PUNCTUATION.test(declared.slice(0, 4)) || declared.length > 10) throw new Hl7FormatError('MSH-2 declares no delimiters');
  const [component = '^', repetition = '~', escape = '\\', subcomponent = '&'] = declared;
  return { field, component, repetition, escape, subcomponent };
}

function joinedLines(text: string, separator: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^[A-Z][A-Z0-9]{2}$/.test(line.slice(0, 3)) && (line.length === 3 || line.startsWith(separator, 3)))
      lines.push(line);
    else if (line.trim() !== '') lines[lines.length - 1] += `\n${line}`;
  }
  return lines;
}

function readSegmentLine(line: string, separator: string): Segment {
  const fields = line.split(separator);
  // MSH-1 is the separator itself, so what follows it is MSH-2.
  if (fields[0] === 'MSH') fields.splice(1, 0, separator);
  return { name: fields[0]!, fields };
}
