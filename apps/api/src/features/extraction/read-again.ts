import type { StreamSpec } from '@cadre/connector-kit/connector';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { readAgain as readKept } from '@cadre/connector-kit/open-transport';
import type { Incoming } from './incoming.js';

/** The records that a kept payload was, as they came the first time. */
export function readAgain(stream: StreamSpec, raw: string): Incoming[] {
  if (stream.source.transport !== 'mllp') return readKept(stream.source, raw).map((message) => ({ message, raw }));
  const message = parseHl7(raw);
  const envelope = { controlId: message.controlId };
  return hl7Records(stream.source, message).map((record) => ({ message: record, raw, envelope }));
}
