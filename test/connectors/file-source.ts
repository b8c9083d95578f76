import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileDropSource, StreamSpec } from '@cadre/connector-kit/connector';
import { sampleMapping } from './conformance.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';

const HEADINGS = ['编号', '病历号', '内容', '修改时间'];

const SOURCE: FileDropSource = { transport: 'file-drop', pattern: 'records_*.csv', key: ['编号'], patientColumn: '病历号', settleSeconds: 0, readyMark: '.ok' };

const STREAM: StreamSpec = {
  id: 'records', name: '投放文件', target: 'lab-report', rank: 1, source: SOURCE,
  mapping: sampleMapping({ no: '编号', patientId: '病历号', text: '内容', at: '修改时间' }),
};

/** A folder into which every change is put as a file of its own, announced by a mark. */
export function fileSource(): SourceUnderTest {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cadre-drop-')));
  let count = 0;
  const write = (records: readonly (SampleRecord | { no: string; patientId: null; text: string; at: string })[]): (() => Promise<void>) => {
    count += 1;
    const path = join(folder, `records_${String(count).padStart(4, '0')}.csv`);
    const lines = records.map(({ no, patientId, text, at }) => [no, patientId ?? '', text, at ?? ''].join(','));
    writeFileSync(path, `${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`);
    return () => Promise.resolve(writeFileSync(`${path}.ok`, ''));
  };
  return {
    kind: 'file-drop',
    stream: STREAM,
    connection: () => ({ url: pathToFileURL(folder).href, options: {} }),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    clear: () => Promise.resolve(readdirSync(folder).forEach((name) => rmSync(join(folder, name), { recursive: true }))),
    seed: (records) => write(records)(),
    seedBad: (no, at) => write([{ no, patientId: null, text: '', at }])(),
    seedLate: (record) => Promise.resolve(write([record])),
    update: (record) => write([record])(),
    delete: () => Promise.reject(new Error('a file cannot take back what it said')),
    cannot: {
      deleted: 'a file tells what is new, not what there is',
      window: 'a file has one time for all of its rows',
    },
  };
}
