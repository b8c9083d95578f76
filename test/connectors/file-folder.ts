import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileDropSource } from '@cadre/connector-kit/connector';
import type { Mapping } from '@cadre/connector-kit/mapping';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PullTransport, RecordOutcome } from '@cadre/connector-kit/pull-transport';
import type { PullMode } from '@cadre/connector-kit/sql-view-types';

export const CHECKUPS: FileDropSource = { transport: 'file-drop', pattern: '体检_*', key: ['体检号'], patientColumn: '身份证号', settleSeconds: 0 };

export const CHECKUP_MAPPING: Mapping = {
  key: ['no'], version: 'changedAt', patient: 'patientId',
  fields: {
    no: { from: '体检号' }, patientId: { from: '身份证号' }, text: { from: ['小结', '总检结论'], optional: true }, changedAt: { from: '体检日期', as: 'instant' },
  },
};

/** What one read brought: its rows as they would be kept, and what a store would answer for each. */
export interface Reading {
  readonly rows: Record<string, string>[];
  readonly pages: number;
  /** The refusal that ended the read. */
  readonly failure: Error | null;
}

/** A folder of a test's own, read as the product reads it. */
export class TestFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'cadre-folder-')));
  readonly url = pathToFileURL(this.path).href;

  put(name: string, contents: string | Uint8Array): string {
    const path = join(this.path, name);
    // Shown at one stroke: whoever looks meanwhile sees nothing or all of it.
    writeFileSync(join(this.path, '.being-written'), contents);
    renameSync(join(this.path, '.being-written'), path);
    return path;
  }

  /** Names in the folder or in one of its rooms, those of rooms left out. */
  names(room = '.'): string[] {
    try {
      return readdirSync(join(this.path, room), { withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ name }) => name).toSorted();
    } catch {
      return [];
    }
  }

  text(room: string, ending: string): string {
    const name = this.names(room).find((one) => one.endsWith(ending));
    if (!name) throw new Error(`nothing in ${room} ends in ${ending}`);
    return readFileSync(join(this.path, room, name), 'utf8');
  }

  room(name: string): string {
    const path = join(this.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  transport(): PullTransport {
    return openTransport('file-drop', { url: this.url, options: {} }, { statementTimeoutMs: 5_000, connectTimeoutMs: 5_000, maxRowsPerPage: 1_000 });
  }

  /** `store` says what becomes of a row; null does not tell the folder, as after a crash. */
  async read({
    source = CHECKUPS, mode = { kind: 'incremental', cursor: null }, store = () => ({ verdict: 'added', reason: null }), mapping = CHECKUP_MAPPING, pageSize = 100,
  }: {
    source?: FileDropSource; mode?: PullMode; store?: ((row: Record<string, string>) => RecordOutcome) | null; mapping?: Mapping; pageSize?: number;
  } = {}): Promise<Reading> {
    const rows: Record<string, string>[] = [];
    let pages = 0;
    try {
      for await (const page of this.transport().pull(source, mode, { pageSize, signal: new AbortController().signal, mapping })) {
        pages += 1;
        const read = page.records.map(({ raw }) => JSON.parse(raw) as Record<string, string>);
        rows.push(...read);
        if (store) await page.stored?.(read.map(store));
      }
    } catch (failure) {
      return { rows, pages, failure: failure as Error };
    }
    return { rows, pages, failure: null };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
