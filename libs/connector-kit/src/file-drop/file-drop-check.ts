import { open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileDropSource } from '../connector.js';
import type { CheckedStream, CheckItem } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { DropFolder, type FileEntry } from './drop-folder.js';
import { DroppedFile } from './dropped-file.js';
import { folderError } from './folder-error.js';
import { Headings, missingHeadings } from './sheet-headings.js';
import { type SheetLimits, UnusableFile } from './sheet-row.js';

type Finding = Pick<CheckItem, 'ok' | 'message'>;

const TOLERATED_SKEW_MS = 60_000;
const good = (message: string): Finding => ({ ok: true, message });
const bad = (message: string): Finding => ({ ok: false, message });

/** Looks at a folder the way an engineer would on the first day. Leaves nothing behind. */
export async function checkFolder(url: string, limits: SheetLimits, streams: readonly CheckedStream[]): Promise<CheckItem[]> {
  const items: CheckItem[] = [];
  const step = async (name: string, look: () => Promise<Finding>): Promise<boolean> => {
    const begun = performance.now();
    const finding = await look().catch(asFinding);
    items.push({ name, ...finding, ms: Math.round(performance.now() - begun) });
    return finding.ok;
  };
  let found: DropFolder | null = null;
  await step('目录', async () => {
    found = await DropFolder.open(url);
    return good(`目录 ${found.path} 存在。`);
  });
  if (found === null) return items;
  const folder: DropFolder = found;
  await step('移动文件', () => tryMoving(folder));
  for (const stream of streams) await step(stream.name, () => lookAt(folder, limits, stream));
  return items;
}

function asFinding(error: unknown): Finding {
  if (error instanceof TransportError || error instanceof UnusableFile) return bad(error.message);
  throw error;
}

/** Does once, with an empty file of its own, what is done to every file; the folder's clock shows in its time. */
async function tryMoving(folder: DropFolder): Promise<Finding> {
  const name = `.check-${process.pid}-${Date.now()}`;
  const [here, there] = [join(folder.path, name), join(await folder.room('done'), name)];
  await folder.room('failed');
  const probe = await open(here, 'wx', 0o640).catch(folderError(folder.path));
  const { mtimeMs } = await probe.stat();
  await probe.close();
  await rename(here, there).catch(folderError(folder.path));
  await unlink(there).catch(folderError(folder.path));
  const skew = mtimeMs - Date.now();
  if (Math.abs(skew) <= TOLERATED_SKEW_MS) return good('可以写入，并能移动到 done 和 failed。');
  return bad(`目录所在主机的时钟与本机相差 ${Math.round(skew / 1000)} 秒，文件是否写完会判断错误，请校时。`);
}

async function lookAt(folder: DropFolder, limits: SheetLimits, stream: CheckedStream): Promise<Finding> {
  const { source } = stream;
  if (source.transport !== 'file-drop') return bad('此数据集不是投放文件，请检查接入配置。');
  const { ready, unfinished, strange } = await folder.state(source, Date.now());
  const lying = [
    `待读文件 ${ready.length} 个`,
    ...(unfinished.length > 0 ? [`尚未写完 ${unfinished.length} 个`] : []),
    ...(strange.length > 0 ? [`不会读取的链接或特殊文件 ${strange.length} 个`] : []),
  ].join('，');
  const newest = await newestFile(folder, source, ready);
  if (!newest) return good(`${lying}，目前没有可供核对表头的文件。`);
  const names = await headingsOf(newest, limits);
  const missing = missingHeadings(names, [...source.key.map((name) => [name]), [source.patientColumn], ...stream.columns, ...Object.values(stream.partColumns).flat()]);
  return missing.length > 0 ? bad(`${lying}。${newest.name} 的表头缺少${missing.join('')}，请与对方核对导出设置。`) : good(`${lying}，${newest.name} 的表头齐全。`);
}

async function newestFile(folder: DropFolder, { pattern }: FileDropSource, ready: readonly FileEntry[]): Promise<FileEntry | undefined> {
  return ready.at(-1) ?? (await folder.archived(pattern)).at(-1);
}

/** @throws UnusableFile when it has none that can be read */
export async function headingsOf(entry: FileEntry, limits: SheetLimits): Promise<readonly string[]> {
  const file = await DroppedFile.open(entry.path).catch(folderError(entry.path));
  if (!file) return [];
  try {
    const rows = file.rows(await file.identify(limits), limits);
    const { value } = await rows.next();
    await rows.return(undefined);
    return new Headings(value, []).names.filter((name) => name !== '');
  } finally {
    await file.close();
  }
}
