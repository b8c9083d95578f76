import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SHEET_LIMITS } from '@cadre/connector-kit/file-drop/sheet-row';
import { Refusal } from '../../../platform/http/refusal.js';

export const MOST_BYTES = 10 * 1024 * 1024;
const MOST_MEGABYTES = 256;
const MOST_MILLISECONDS = 60_000;
const LIMITS = {
  ...SHEET_LIMITS, bytes: MOST_BYTES, rows: 20_000, columns: 100, cell: 5_000, unpacked: 200 * 1024 * 1024, sharedText: 5_000_000, milliseconds: 30_000,
};

export interface SheetLine {
  readonly number: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** A file that cannot be taken at all; the sentence says what its sender has to do. */
export class UnusableSheet extends Refusal {
  constructor(message: string) {
    super(422, 'UNUSABLE_FILE', message);
  }
}

/** Rows of a CSV or XLSX file, read in a thread that is ended when it takes too much memory or time. Throws UnusableSheet. */
export function readSheet(path: string): Promise<readonly SheetLine[]> {
  const file = new URL(`./sheet-worker${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(file, { workerData: { path, limits: LIMITS }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES }, execArgv: [] });
  return new Promise<readonly SheetLine[]>((done, failed) => {
    const tooMuch = (): void => failed(new UnusableSheet('文件内容过大或过于复杂，未能在限定的内存和时间内读完。请拆分或另存为 CSV 后再上传。'));
    const limit = setTimeout(tooMuch, MOST_MILLISECONDS);
    thread.once('message', ({ rows, refused }: { rows?: SheetLine[]; refused?: string }) => (rows ? done(rows) : failed(new UnusableSheet(refused!.replace('放入', '上传')))));
    thread.once('error', tooMuch);
    thread.once('exit', () => {
      clearTimeout(limit);
      tooMuch();
    });
  }).finally(() => void thread.terminate());
}
