import type { Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileDropSource } from '../connector.js';
import { TransportError } from '../transport-error.js';
import { isPlain } from './dropped-file.js';
import { folderError } from './folder-error.js';

/** A file that lies in the folder, or that was read and lies in `done`. */
export interface FileEntry {
  readonly name: string;
  readonly path: string;
  readonly writtenMs: number;
}

/** A file that was read before: when and what it was stands in its name. */
export interface ArchivedFile extends FileEntry {
  /** `yyyyMMddHHmmssSSS.` (UTC, when it was moved) and the first 16 hex digits of its SHA-256: no two have the same. */
  readonly place: string;
}

interface ArchivedName {
  readonly stored: string;
  /** As it was dropped. */
  readonly name: string;
  readonly place: string;
  readonly hash: string;
}

/** What lies in the folder. */
export interface FolderState {
  /** Complete, oldest first. */
  readonly ready: readonly FileEntry[];
  /** Still being written, or not yet announced as complete. */
  readonly unfinished: readonly string[];
  /** Links, pipes, devices: never opened. */
  readonly strange: readonly string[];
}

type Verdict = 'done' | 'failed';

const ARCHIVED = /^(.*)\.(\d{17})\.([0-9a-f]{16})(\.[^.]*)?$/;

/** One folder that the other side writes to. Nothing outside of it, `done` and `failed` is touched, and nothing is overwritten. */
export class DropFolder {
  private constructor(readonly path: string) {}

  /** @throws TransportError when the address names no folder of its own */
  static async open(url: string): Promise<DropFolder> {
    const path = pathOf(url);
    const real = await realpath(path).catch(folderError(path));
    if (real !== path) throw new TransportError('refused', `${path} 经由符号链接指向 ${real}。请在接入配置中填写真实目录。`);
    if (!(await lstat(path)).isDirectory()) throw new TransportError('refused', `${path} 不是目录。`);
    return new DropFolder(path);
  }

  /** @param now ms since 1970 */
  async state({ pattern, settleSeconds, readyMark }: Pick<FileDropSource, 'pattern' | 'settleSeconds' | 'readyMark'>, now: number): Promise<FolderState> {
    const wanted = matcher(pattern);
    const ready: FileEntry[] = [];
    const unfinished: string[] = [];
    const strange: string[] = [];
    const names = await readdir(this.path).catch(folderError(this.path));
    const present = new Set(names);
    for (const name of names) {
      if (name.startsWith('.') || !wanted.test(name)) continue;
      const stats = await statOf(join(this.path, name));
      if (!stats || stats.isDirectory()) continue;
      if (!isPlain(stats)) strange.push(name);
      // The time of change cannot be set by who writes, so an unchanged one means an unchanged file.
      else if (now - Math.floor(stats.ctimeMs) < settleSeconds * 1_000 || (readyMark !== undefined && !present.has(name + readyMark))) unfinished.push(name);
      else ready.push({ name, path: join(this.path, name), writtenMs: stats.mtimeMs });
    }
    return { ready: ready.toSorted((a, b) => a.writtenMs - b.writtenMs || (a.name < b.name ? -1 : 1)), unfinished, strange };
  }

  /** Files that were read and moved after a place, oldest first; of equal contents only the first. */
  async archived(pattern: string, after = ''): Promise<ArchivedFile[]> {
    const found: ArchivedFile[] = [];
    for (const { stored, name, place } of await this.archivedNames(pattern)) {
      if (place <= after) continue;
      const path = join(this.path, 'done', stored);
      const stats = await statOf(path);
      if (stats && isPlain(stats)) found.push({ name, path, writtenMs: stats.mtimeMs, place });
    }
    return found;
  }

  /** The first 16 hex digits of what was read before. */
  async knownHashes(pattern: string): Promise<Set<string>> {
    return new Set((await this.archivedNames(pattern)).map(({ hash }) => hash));
  }

  private async archivedNames(pattern: string): Promise<ArchivedName[]> {
    const wanted = matcher(pattern);
    const names = await readdir(await this.room('done')).catch(folderError(this.path));
    const all = names.flatMap((stored): ArchivedName[] => {
      const [, stem = '', stamp = '', hash = '', ending = ''] = ARCHIVED.exec(stored) ?? [];
      return hash !== '' && wanted.test(stem + ending) ? [{ stored, name: stem + ending, place: `${stamp}.${hash}`, hash }] : [];
    });
    const first = new Map<string, ArchivedName>();
    for (const one of all.toSorted((a, b) => (a.place < b.place ? -1 : 1))) if (!first.has(one.hash)) first.set(one.hash, one);
    return [...first.values()];
  }

  /** The name that a file gets when it is moved now. */
  archiveName(name: string, hash: string, now = new Date()): string {
    const { name: stem, ext } = parse(name);
    return `${stem}.${now.toISOString().replace(/\D/g, '')}.${hash.slice(0, 16)}${ext}`;
  }

  /** Moves a file, and its mark if it has one, under a name that nothing has yet. Answers where it lies. */
  async move(entry: FileEntry, verdict: Verdict, name: string, mark?: string): Promise<string> {
    const target = join(await this.room(verdict), name);
    await renameToNew(entry.path, target).catch(folderError(this.path));
    if (mark !== undefined && (await statOf(entry.path + mark))?.isFile()) await renameToNew(entry.path + mark, target + mark).catch(folderError(this.path));
    return target;
  }

  /** `done` or `failed`, made when it is missing; never a link to somewhere else. */
  async room(verdict: Verdict): Promise<string> {
    const path = join(this.path, verdict);
    await mkdir(path, { mode: 0o750 }).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'EEXIST') folderError(path)(problem);
    });
    if ((await statOf(path))?.isDirectory()) return path;
    throw new TransportError('refused', `${path} 不是普通目录，请删除后由本系统重新建立。`);
  }
}

function pathOf(url: string): string {
  try {
    const address = new URL(url);
    if (address.protocol !== 'file:' || address.host !== '') throw new TypeError(url);
    const path = fileURLToPath(address);
    return path.length > 1 ? path.replace(/\/+$/, '') : path;
  } catch {
    throw new TransportError('query', '目录地址无效，应为 file:///目录。');
  }
}

/** `*` stands for any run of characters, nothing else is special. */
function matcher(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\/]/g, '\\$&')).join('.*')}$`, 'isu');
}

async function statOf(path: string): Promise<Stats | null> {
  return lstat(path).catch((problem: NodeJS.ErrnoException) => (problem.code === 'ENOENT' ? null : folderError(path)(problem)));
}

/** A rename replaces what is there; the empty file that is made first is only ever our own. */
async function renameToNew(from: string, to: string): Promise<void> {
  const place = await open(to, 'wx', 0o640);
  await place.close();
  await rename(from, to);
}
