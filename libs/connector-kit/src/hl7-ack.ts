import { randomUUID } from 'node:crypto';
import { type Charset, encodeText } from './decode-text.js';
import { type Delimiters, escape } from './hl7-escape.js';
import type { Hl7Message } from './hl7-message.js';
import { wallClock } from './source-time.js';

/** AA: committed. AE: we failed, send again. AR: never acceptable, do not send again. */
export interface Ack {
  readonly code: 'AA' | 'AE' | 'AR';
  /** Goes to MSA-3, for the sender's log. No patient data. */
  readonly text?: string;
}

const STANDARD: Delimiters = { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&' };

/**
 * The answer to a message, in its own delimiters and charset; MSA-2 repeats its MSH-10 byte for byte.
 * @param message null when the payload could not be read: MSA-2 is then empty
 */
export function buildAck(message: Hl7Message | null, charset: Charset, ack: Ack, now: Date = new Date()): Buffer {
  const delimiters = message?.delimiters ?? STANDARD;
  const { field, component, repetition, escape: mark, subcomponent } = delimiters;
  const sent = message?.segments[0]?.fields ?? [];
  const event = (sent[9] ?? '').split(component)[1];
  const header = [
    'MSH',
    component + repetition + mark + subcomponent,
    sent[5] ?? '',
    sent[6] ?? '',
    sent[3] ?? '',
    sent[4] ?? '',
    `${wallClock(now.getTime()).replace(/[^\d.]/g, '')}+0800`,
    '',
    event ? `ACK${component}${event}` : 'ACK',
    randomUUID().replaceAll('-', '').slice(0, 20),
    sent[11] || 'P',
    sent[12] || '2.4',
    '',
    '',
    '',
    '',
    '',
    sent[18] ?? '',
  ];
  const answer = ['MSA', codeFor(ack, sent), sent[10] ?? '', escape(ack.text ?? '', delimiters)];
  const lines = [header, answer].map((fields) => withoutEmptyEnd(fields).join(field));
  return encodeText(`${lines.join('\r')}\r`, charset);
}

/** The answers to the messages of a batch, in their order, as a batch. */
export function buildBatchAck(answers: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('BHS|^~\\&\r'), ...answers, Buffer.from(`BTS|${answers.length}\r`)]);
}

/** A sender that asks for a commit answer and for no other (MSH-15, MSH-16) gets the same verdict in its words: CA, CE, CR. */
function codeFor({ code }: Ack, sent: readonly string[]): string {
  const asked = (text: string | undefined): boolean => text !== undefined && text !== '' && text !== 'NE';
  return asked(sent[15]) && !asked(sent[16]) ? `C${code[1]}` : code;
}

function withoutEmptyEnd(fields: readonly string[]): readonly string[] {
  return fields.slice(0, fields.findLastIndex((text) => text !== '') + 1);
}
