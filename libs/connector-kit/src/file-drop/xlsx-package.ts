import { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile } from 'yauzl';
import { type SheetLimits, UnusableFile } from './sheet-row.js';

/** The parts of a packed workbook, by name. */
export interface XlsxPackage {
  has(name: string): boolean;
  /** @throws UnusableFile while reading, when the part is not what the package says */
  part(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

const MOST_PARTS = 2_000;
const DAMAGED = '文件不是完好的 XLSX 工作簿，请重新导出后放入。';

/**
 * Looks at a package before anything in it is unpacked: how many parts, how large, no password. What a part unpacks to is held to
 * what the package declared.
 * @param file a descriptor, which stays open, or the bytes
 * @throws UnusableFile
 */
export async function openPackage(file: number | Buffer, limits: SheetLimits): Promise<XlsxPackage> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true, strictFileNames: true } as const;
  try {
    const zip = typeof file === 'number' ? await fromFdPromise(file, options) : await fromBufferPromise(file, options);
    const parts = await inspect(zip, limits);
    return {
      has: (name) => parts.has(name),
      part: (name) => unpack(zip, parts.get(name)),
      // The descriptor is not ours to close.
      close: () => undefined,
    };
  } catch (problem) {
    throw asUnusable(problem);
  }
}

async function inspect(zip: ZipFile, limits: SheetLimits): Promise<ReadonlyMap<string, Entry>> {
  const parts = new Map<string, Entry>();
  if (zip.entryCount > MOST_PARTS) throw new UnusableFile('工作簿内的部件过多，已拒绝。');
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.unpacked) throw new UnusableFile('工作簿解压后过大，已拒绝。请拆分后重新放入。');
    if (entry.isEncrypted()) throw new UnusableFile('工作簿设有密码，不能读取。请去除密码后重新放入。');
    if (parts.has(entry.fileName)) throw new UnusableFile(DAMAGED);
    parts.set(entry.fileName, entry);
  }
  return parts;
}

async function* unpack(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Uint8Array> {
  if (!entry) throw new UnusableFile(DAMAGED);
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (problem) {
    throw asUnusable(problem);
  } finally {
    stream?.destroy();
  }
}

/** Whatever the unpacker finds wrong is wrong with the file. */
function asUnusable(problem: unknown): UnusableFile {
  return problem instanceof UnusableFile ? problem : new UnusableFile(DAMAGED);
}
