import { writeFile } from 'node:fs/promises';
import type { FileDropSource } from '../connector.js';
import { parseInstant } from '../source-time.js';
import type { PulledPage } from '../pull-transport.js';
import type { Cursor, PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import type { ArchivedFile, DropFolder, FileEntry } from './drop-folder.js';
import { DroppedFile, type FileIdentity } from './dropped-file.js';
import { folderError } from './folder-error.js';
import { RowErrors } from './row-errors.js';
import { Headings, neededHeadings } from './sheet-headings.js';
import { sheetRecords, type SheetRecord } from './sheet-records.js';
import { type SheetLimits, UnusableFile } from './sheet-row.js';

export interface FileDropPlan {
  readonly folder: DropFolder;
  readonly source: FileDropSource;
  readonly mode: PullMode;
  readonly options: PullOptions;
  readonly limits: SheetLimits;
}

/** A file to be read; `taken` says whether it is moved when its rows are stored. */
interface Task {
  readonly entry: FileEntry;
  readonly taken: boolean;
  readonly cursor: Cursor | null;
}

interface OpenTask extends Task {
  readonly file: DroppedFile;
  readonly identity: FileIdentity;
  /** What it is called once it is moved. */
  readonly name: string;
}

/** Of a file that was refused before it was read through. */
const UNKNOWN_HASH = '0'.repeat(16);

/**
 * - incremental: what lies ready, each file moved after its rows are stored; a data set that follows reads what was moved since.
 * - full: everything that was ever read, then what lies ready.
 * - window, patients, keys: the same without moving anything; a window takes the files that were written in it.
 */
export async function* pullFiles(plan: FileDropPlan): AsyncGenerator<PulledPage> {
  const { folder, source, mode, options, limits } = plan;
  const signpost = new Date().toISOString();
  const refused: string[] = [];
  const known = await folder.knownHashes(source.pattern);
  for (const task of await tasks(plan)) {
    options.signal.throwIfAborted();
    const file = await DroppedFile.open(task.entry.path).catch(folderError(task.entry.path));
    if (!file) continue;
    let name = folder.archiveName(task.entry.name, UNKNOWN_HASH);
    try {
      const identity = await file.identify(limits);
      name = folder.archiveName(task.entry.name, identity.hash);
      const isRepeated = task.taken && known.has(identity.hash.slice(0, 16));
      known.add(identity.hash.slice(0, 16));
      yield* isRepeated ? [page([], null, signpost, repeated(plan, task, name))] : readFile(plan, { ...task, file, identity, name }, signpost);
    } catch (problem) {
      if (!(problem instanceof UnusableFile)) throw problem;
      if (!task.taken) continue;
      refused.push(`${task.entry.name}：${problem.message}`);
      yield page([], null, signpost, () => putAside(plan, task, name, problem.message));
    } finally {
      await file.close();
    }
  }
  if (refused.length > 0) {
    const others = refused.length > 1 ? `另有 ${refused.length - 1} 个文件也未能读取。` : '';
    throw new TransportError('schema', `${refused[0]!.slice(0, 200)}文件已移到 failed 目录。${others}`);
  }
  yield { ...page([], mode.kind === 'incremental' ? mode.cursor : null, signpost), done: true };
}

async function tasks({ folder, source, mode }: FileDropPlan): Promise<Task[]> {
  if (source.follows) return archivedTasks(await folder.archived(source.pattern, mode.kind === 'incremental' ? mode.cursor?.value : ''), mode);
  const taken = mode.kind === 'incremental' || mode.kind === 'full';
  const { ready } = await folder.state(source, Date.now());
  const waiting = ready.map((entry): Task => ({ entry, taken, cursor: { value: new Date(entry.writtenMs).toISOString(), key: [entry.name] } }));
  if (mode.kind === 'incremental') return waiting;
  return [...archivedTasks(await folder.archived(source.pattern), mode), ...waiting.filter(({ entry }) => inWindow(entry, mode))];
}

function archivedTasks(files: readonly ArchivedFile[], mode: PullMode): Task[] {
  return files.filter((entry) => inWindow(entry, mode)).map((entry) => ({ entry, taken: false, cursor: { value: entry.place, key: [entry.name] } }));
}

function inWindow({ writtenMs }: FileEntry, mode: PullMode): boolean {
  if (mode.kind !== 'window') return true;
  const written = new Date(writtenMs).toISOString();
  return written >= (parseInstant(mode.from) ?? '') && written < (parseInstant(mode.to) ?? '');
}

async function* readFile(plan: FileDropPlan, task: OpenTask, signpost: string): AsyncGenerator<PulledPage> {
  const { file, identity } = task;
  const { folder, source, mode, options, limits } = plan;
  const rows = file.rows(identity, limits);
  const first = await rows.next();
  const needed = [...source.key.map((name) => [name]), [source.patientColumn], ...neededHeadings(options.mapping)];
  const headings = new Headings(first.done ? undefined : first.value, needed);
  const errors = task.taken ? new RowErrors(await folder.room('failed'), identity.hash, headings.names, options.mapping) : null;
  const answer = (records: readonly SheetRecord[]): PulledPage['stored'] => errors ? (outcomes) => errors.add(records, outcomes).catch(folderError(folder.path)) : undefined;
  let records: SheetRecord[] = [];
  try {
    for await (const record of sheetRecords(rows, { headings, source, isComplete: identity.kind === 'csv', fileTime: file.writtenAt })) {
      options.signal.throwIfAborted();
      if (!isAsked(record, source, mode)) continue;
      if (records.length >= options.pageSize) {
        yield page(records, null, signpost, answer(records));
        records = [];
      }
      records.push(record);
    }
  } catch (problem) {
    // What was set aside before the file broke off goes back with it.
    await errors?.publish(task.name).catch(folderError(folder.path));
    throw problem;
  }
  if (!(await file.isUntouched())) throw new TransportError('broken', `${task.entry.name} 在读取期间被改动，将在写完后重新读取。`);
  yield page(records, task.cursor, signpost, errors ? async (outcomes) => {
    await answer(records)!(outcomes);
    await errors.publish(task.name).catch(folderError(folder.path));
    await folder.move(task.entry, 'done', task.name, source.readyMark);
  } : undefined);
}

/** A broken row says nothing of whose it is, so nobody asks for it alone. */
function isAsked({ message }: SheetRecord, { key, patientColumn }: FileDropSource, mode: PullMode): boolean {
  const told = (heading: string): string => (message.read(heading) ?? '').trim();
  if (mode.kind === 'patients') return mode.ids.includes(told(patientColumn));
  if (mode.kind === 'keys') return mode.keys.some((wanted) => key.every((heading, at) => told(heading) === wanted[at]));
  return true;
}

/** The same file once more: nothing in it is read again. */
function repeated({ folder, source }: FileDropPlan, { entry }: Task, name: string): () => Promise<void> {
  return async () => {
    await folder.move(entry, 'done', name, source.readyMark);
  };
}

/** The whole file goes back, with a note beside it. */
async function putAside({ folder, source }: FileDropPlan, { entry }: Task, name: string, reason: string): Promise<void> {
  const path = await folder.move(entry, 'failed', name, source.readyMark);
  await writeFile(`${path}.reason.txt`, `\uFEFF${reason}\r\n`, { flag: 'wx', mode: 0o640 }).catch(folderError(folder.path));
}

function page(records: readonly SheetRecord[], cursor: Cursor | null, signpost: string, stored?: PulledPage['stored']): PulledPage {
  return { records, cursor, signpost, done: false, ...(stored ? { stored } : {}) };
}
