import type { MllpSource } from './connector.js';
import type { Hl7Message } from './hl7-message.js';
import { compilePath, readSegment, type Segment } from './hl7-path.js';
import { holds } from './map-record.js';
import type { Message } from './mapping.js';

/** Segments that open a new patient or visit: whatever stood before them of the same kind no longer applies. */
const CONTEXT = new Set(['MSH', 'EVN', 'PID', 'PV1']);

/**
 * The records one message holds for a stream: none when the stream does not listen to it, one for the message, or one
 * per group. A group sees its own segments first, then what stands before the first group (PID, PV1 …).
 */
export function hl7Records(source: MllpSource, message: Hl7Message): readonly Message[] {
  if (!hears(source, message.sendingApplication) || !isAskedFor(source, message.type)) return [];
  if (!holds(source.when, message)) return [];
  if (source.split === undefined) return [groupMessage(source, message, message.segments, [])];
  return groups(message.segments, source.split).map(({ own, context }) => groupMessage(source, message, own, context));
}

/** Whether a stream listens to this sender (MSH-3). */
export function hears({ sendingApplication }: MllpSource, sender: string): boolean {
  return [sendingApplication].flat().some((one) => one === '*' || one === sender);
}

function isAskedFor({ messages }: MllpSource, type: string): boolean {
  return messages.some((one) => one === '*' || one === type || (one.endsWith('^*') && type.startsWith(one.slice(0, -1))));
}

interface Group {
  readonly own: Segment[];
  readonly context: readonly Segment[];
}

function groups(segments: readonly Segment[], split: string): Group[] {
  const found: Group[] = [];
  let context: Segment[] = [];
  let current: Group | null = null;
  for (const segment of segments) {
    if (segment.name === split) {
      current = { own: [segment], context: [...context] };
      found.push(current);
    } else if (current === null || CONTEXT.has(segment.name)) {
      if (segment.name === 'PID') context = context.filter(({ name }) => name === 'MSH' || name === 'EVN');
      context = [...context.filter(({ name }) => name !== segment.name), segment];
      current = null;
    } else {
      current.own.push(segment);
    }
  }
  return found;
}

function groupMessage(
  source: MllpSource,
  message: Hl7Message,
  own: readonly Segment[],
  context: readonly Segment[],
): Message {
  const first = new Map<string, Segment>();
  for (const segment of own) if (!first.has(segment.name)) first.set(segment.name, segment);
  for (const segment of context) if (!first.has(segment.name)) first.set(segment.name, segment);
  const read = (text: string, nearest?: Segment): string | null => {
    const path = compilePath(text);
    const segment = nearest?.name === path.segment ? nearest : first.get(path.segment);
    return segment ? readSegment(segment, path, message.delimiters) : null;
  };
  return {
    read: (path) => read(path),
    parts: (name) => {
      const part = source.parts?.[name];
      if (!part) return undefined;
      return own
        .filter((segment) => segment.name === part.segment)
        .map((segment) => ({ read: (path) => read(path, segment), parts: () => undefined }));
    },
  };
}
