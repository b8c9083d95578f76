import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from './decode-text.js';
import { buildAck } from './hl7-ack.js';
import { escape } from './hl7-escape.js';
import { Hl7FormatError, parseHl7 } from './hl7-message.js';
import { hl7Records } from './hl7-records.js';

const MSH = 'MSH|^~\\&|LIS|LAB|CADRE|WARD|20261122||ORU^R01^ORU_R01|ID 1|P|2.4||||||GBK';
const parsed = (...segments: string[]) => parseHl7([MSH, ...segments].join('\r'));

describe('a message', () => {
  it('counts MSH fields from the separator', () => {
    const message = parsed();
    expect([message.type, message.controlId, message.sendingApplication]).toEqual(['ORU^R01', 'ID 1', 'LIS']);
    expect([message.read('MSH-2'), message.read('MSH-18')]).toEqual(['^~\\&', 'GBK']);
  });

  it.each([
    ['PID-3.1', '1'],
    ['PID-3[GA].1', '4403'],
    ['PID-3[HIS].1', '1'],
    ['PID-3[YB].1', null],
    ['PID-3', '1^^^HIS&1.2&ISO^PI'],
    ['PID-3.4.1', 'HIS'],
    ['PID-3[*]', '1^^^HIS&1.2&ISO^PI~4403^^^GA^NI'],
    ['PID-5.1', '东^方'],
    ['PID-6', null],
    ['PID-7', null],
    ['PID-40.2', null],
    ['ZPV-1', null],
  ])('reads %s', (path, expected) => {
    expect(parsed('PID|1||1^^^HIS&1.2&ISO^PI~4403^^^GA^NI||东\\S\\方^名|""|').read(path)).toBe(expected);
  });

  it.each([
    ['10\\S\\9/L', '10^9/L'],
    ['a\\F\\b\\T\\c\\R\\d\\E\\e', 'a|b&c~d\\e'],
    ['\\X0D0A\\', '\r\n'],
    ['\\XD6D0\\', '中'],
    ['一\\.br\\二', '一\n二'],
    ['\\H\\危\\N\\', '危'],
    ['C:\\temp\\x', 'C:\\temp\\x'],
    ['\\Zx\\', '\\Zx\\'],
  ])('unescapes %s', (text, expected) => {
    expect(parsed(`OBX|1|ST|||${text}`).read('OBX-5')).toBe(expected);
  });

  it('escapes what it unescapes', () => {
    const { delimiters } = parsed();
    const text = '5 < a|b^c~d&e\\f\r中';
    expect(parsed(`OBX|1|ST|||${escape(text, delimiters)}`).read('OBX-5')).toBe(text);
  });

  it('may have delimiters of its own', () => {
    const message = parseHl7('MSH#!@$%#HIS#####20#ADT!A01#7#\rPID#1##1!!!HIS%x@2!!!GA');
    expect([message.type, message.read('PID-3[GA].1'), message.read('PID-3[HIS].1')]).toEqual(['ADT^A01', '2', '1']);
  });

  it.each(['\r', '\n', '\r\n'])('ends its segments with %j', (ending) => {
    expect(parseHl7([MSH, 'PID|1', 'PV1|1', ''].join(ending)).segments.map(({ name }) => name)).toEqual([
      'MSH',
      'PID',
      'PV1',
    ]);
  });

  it('puts a text with a bare line break together again', () => {
    expect(parsed('OBX|1|TX|||第一行\n第二行|u').read('OBX-5')).toBe('第一行\n第二行');
  });

  it.each(['', 'PID|1', 'MSH', 'MSH|', 'MSH|||', 'FHS|^~\\&|', 'hello'])('%j is none', (text) => {
    expect(() => parseHl7(text)).toThrow(Hl7FormatError);
  });
});

describe('groups', () => {
  it('see their own segments, and the patient and visit they stand under', () => {
    const message = parsed('PID|1||1', 'PV1|1|I', 'OBR|1||R1', 'OBX|1', 'OBX|2', 'PID|2||2', 'OBR|1||R2', 'OBX|1');
    const source = {
      transport: 'mllp',
      sendingApplication: 'LIS',
      messages: ['ORU^R01'],
      split: 'OBR',
      parts: { results: { segment: 'OBX' } },
    } as const;
    const found = hl7Records(source, message);
    expect(
      found.map((group) => [
        group.read('OBR-3'),
        group.read('PID-3.1'),
        group.read('PV1-2'),
        group.parts('results')!.length,
      ]),
    ).toEqual([
      ['R1', '1', 'I', 2],
      ['R2', '2', null, 1],
    ]);
    expect(found[0]!.parts('results')!.map((part) => [part.read('OBX-1'), part.read('OBR-3')])).toEqual([
      ['1', 'R1'],
      ['2', 'R1'],
    ]);
    expect(hl7Records({ ...source, sendingApplication: 'HIS' }, message)).toEqual([]);
    expect(hl7Records({ ...source, messages: ['ORU^R03'] }, message)).toEqual([]);
    expect(hl7Records({ ...source, when: { path: 'PV1-2', in: ['O'] } }, message)).toEqual([]);
  });
});

describe('text', () => {
  it.each([
    ['utf-8', '葉誠東 10µmol'],
    ['gb18030', '葉誠東'],
    ['gb18030', '㐱𠮷'],
  ] as const)('in %s is told by its bytes', (charset, text) => {
    expect(decodeText(encodeText(text, charset))).toEqual({ text, charset, clean: true });
  });

  it('loses its byte order mark', () => {
    expect(decodeText(Buffer.from('\uFEFFMSH', 'utf8')).text).toBe('MSH');
  });

  it('that is neither says so', () => {
    expect(decodeText(Buffer.of(0x4d, 0xff, 0xff)).clean).toBe(false);
  });
});

describe('an answer', () => {
  const lines = (ack: Buffer): string[] => decodeText(ack).text.split('\r');

  it('goes back to the sender with its control id and charset', () => {
    const ack = buildAck(parsed(), 'gb18030', { code: 'AE', text: '库|满' }, new Date('2026-11-22T12:36:44.123Z'));
    const [header, answer] = lines(ack);
    expect(header).toMatch(
      /^MSH\|\^~\\&\|CADRE\|WARD\|LIS\|LAB\|20261122203644\.123\+0800\|\|ACK\^R01\|[0-9a-f]{20}\|P\|2\.4\|{6}GBK$/,
    );
    expect(answer).toBe('MSA|AE|ID 1|库\\F\\满');
    expect(ack.includes(encodeText('库', 'gb18030'))).toBe(true);
  });

  it('to an unreadable payload has no control id', () => {
    expect(lines(buildAck(null, 'utf-8', { code: 'AR' }))[1]).toBe('MSA|AR');
  });
});
