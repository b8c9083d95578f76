import { describe, expect, it } from 'vitest';
import { buildAck } from './hl7-ack.js';
import { splitBatch } from './hl7-batch.js';
import { parseHl7 } from './hl7-message.js';

const message = (id: number): string => `MSH|^~\\&|HIS|H|CADRE|H|20260301||ADT^A08|${id}|P|2.4\rPID|1||P${id}\r`;
const ids = (text: string): (string | undefined)[] => splitBatch(text)?.messages.map((one) => parseHl7(one).controlId) ?? [];

describe('a payload with more than one message', () => {
  it.each([
    ['in a file of batches', `FHS|^~\\&\rBHS|^~\\&\r${message(1)}${message(2)}BTS|2\rBHS|^~\\&\r${message(3)}BTS|1\rFTS|2\r`, ['1', '2', '3']],
    ['in a batch whose trailer does not count', `BHS|^~\\&\r${message(1)}${message(2)}BTS\r`, ['1', '2']],
    ['one after the other, without any header', message(1) + message(2), ['1', '2']],
    ['with line feeds', (`BHS|^~\\&\r${message(1)}${message(2)}BTS|2\r`).replaceAll('\r', '\n'), ['1', '2']],
    ['in a batch of one', `\uFEFFBHS|^~\\&\r${message(1)}BTS|1\r`, ['1']],
  ])('is taken apart: %s', (_, text, wanted) => {
    expect(splitBatch(text)?.problem).toBeNull();
    expect(ids(text)).toEqual(wanted);
  });

  it.each([
    ['counts more than came', `BHS|^~\\&\r${message(1)}BTS|2\r`],
    ['has a header in the middle of a message', `BHS|^~\\&\r${message(1)}BHS|^~\\&\rPID|1||P2\rBTS|1\r`],
    ['counts other batches', `FHS|^~\\&\rBHS|^~\\&\r${message(1)}BTS|1\rFTS|3\r`],
    ['has a piece of a message without its head', `BHS|^~\\&\rPID|1||P1\r${message(1)}BTS|1\r`],
    ['is empty', 'BHS|^~\\&\rBTS|0\r'],
  ])('is not trusted when it %s', (_, text) => {
    expect(splitBatch(text)?.problem).toEqual(expect.any(String));
  });

  it('is not one message with a trailer behind it', () => {
    expect(splitBatch(`${message(1)}BTS|1\r`)).toBeNull();
    expect(splitBatch('MSH|^~\\&|LIS\rOBX|1|TX|||第一行\nMSH 是报文头\r')).toBeNull();
  });
});

describe('the words of an answer', () => {
  const codeFor = (fields: string): string => {
    const sent = parseHl7(`MSH|^~\\&|HIS|H|CADRE|H|20260301||ADT^A08|1|P|2.4|||${fields}\r`);
    return parseHl7(buildAck(sent, 'utf-8', { code: 'AA' }).toString()).read('MSA-1')!;
  };

  it.each([['', 'AA'], ['AL', 'CA'], ['AL|NE', 'CA'], ['AL|AL', 'AA'], ['NE|AL', 'AA'], ['NE|NE', 'AA'], ['|AL', 'AA']])('to a sender that asks "%s" are %s', (asked, code) => {
    expect(codeFor(asked)).toBe(code);
  });
});
