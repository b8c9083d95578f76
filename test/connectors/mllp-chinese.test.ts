import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeText } from '@cadre/connector-kit/decode-text';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { describe, expect, it } from 'vitest';

interface Truth {
  readonly file: string;
  readonly encoding: string;
  readonly family: string;
  readonly given: string;
  readonly address: string;
  readonly obxText: readonly string[];
}

const folder = fileURLToPath(new URL('../../../shared/data/hl7/zh-derived/', import.meta.url));
const there = existsSync(`${folder}truth.json`);
if (!there)
  console.warn(`\n!! The 36 Chinese messages are not at shared/data/hl7/zh-derived; NOTHING of them was tested.\n`);
const truths = there ? (JSON.parse(readFileSync(`${folder}truth.json`, 'utf8')) as Truth[]) : [];

describe.skipIf(!there)('36 Chinese messages, whatever their MSH-18 claims', () => {
  it('are all there', () => {
    expect(truths).toHaveLength(36);
  });

  it.each(truths.map((truth) => [truth.file, truth] as const))('%s', (file, truth) => {
    const decoded = decodeText(readFileSync(folder + file));
    const message = parseHl7(decoded.text);
    expect(decoded.clean).toBe(true);
    expect(decoded.charset).toBe(truth.encoding.startsWith('utf') ? 'utf-8' : 'gb18030');
    expect([message.read('PID-5.1'), message.read('PID-5.2')]).toEqual([truth.family, truth.given]);
    expect(message.read('PID-11.1')).toBe(truth.address);
    const texts = message.segments.filter(({ name }) => name === 'OBX').map(({ fields }) => fields[5]);
    for (const text of truth.obxText) expect(texts).toContain(text);
  });
});
