import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Refusal } from '../../../platform/http/refusal.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import type { ImportColumn, Importer, Taken } from '../importer.port.js';
import type { ImportLine, ImportSheet } from './import-sheet.js';

/** Rows whose writes belong together where each row counts for itself; locks are held no longer than that. */
const A_TIME = 100;

export interface RowResult {
  readonly line: number;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'failed';
  readonly ref: string | null;
  readonly columns: readonly string[];
  readonly message: string | null;
  readonly beforeCipher: string | null;
}

export interface Pass {
  readonly batchId: string;
  readonly importer: Importer;
  readonly columns: readonly ImportColumn[];
  readonly sheet: ImportSheet;
  /** Look only; every row or none; whichever is right. */
  readonly mode: 'preview' | 'all' | 'each';
}

interface AskedLine {
  readonly line: ImportLine;
  /** What is wrong with it before anybody is asked. */
  readonly wrong: ImportLine['problems'];
}

/** What was written is to be as if it had never been. */
class TakeBack extends Error {}

/**
 * One way through the rows of a file. Looking is the same as taking, by the same services, and is rolled back: what the preview
 * says is what happens.
 */
@Injectable()
export class ImportRun {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async through(job: JobInHand, caller: Caller, pass: Pass): Promise<RowResult[]> {
    const { lines } = pass.sheet;
    const twice = repeated(lines, pass.importer.key);
    const results: RowResult[] = [];
    const whole = pass.mode === 'all' || (pass.mode === 'preview' && pass.importer.rowsBuildOnEachOther);
    const step = whole ? Math.max(1, lines.length) : A_TIME;
    for (let at = 0; at < lines.length; at += step) {
      const some: RowResult[] = [];
      const asked = lines.slice(at, at + step).map((line) => ({ line, wrong: wrongWith(line, twice.get(line.line)) }));
      await this.db
        .together(caller, async (em) => {
          for (let done = 0; done < asked.length; done += A_TIME) {
            const batch = asked.slice(done, done + A_TIME);
            const taken = await this.atOnce(em, caller, pass, batch);
            for (const { line, wrong } of batch) {
              some.push(wrong.length ? failed(line.line, wrong) : (taken.get(line) ?? (await this.one(em, caller, pass, line))));
              await job.progress(at + some.length, lines.length);
            }
          }
          if (pass.mode === 'preview' || (pass.mode === 'all' && some.some(({ outcome }) => outcome === 'failed'))) throw new TakeBack();
          await keepRows(em, pass.batchId, some);
          return { items: some.map(({ ref }) => ({ id: ref })) };
        })
        .catch((problem: unknown) => {
          if (!(problem instanceof TakeBack)) throw problem;
        });
      results.push(...some);
    }
    return results;
  }

  /** Of rows that fit, as many as their importer takes at once; when it cannot, each is asked about by itself. */
  private async atOnce(em: EntityManager, caller: Caller, { importer }: Pass, asked: readonly AskedLine[]): Promise<ReadonlyMap<ImportLine, RowResult>> {
    const lines = asked.filter(({ wrong }) => wrong.length === 0).map(({ line }) => line);
    if (lines.length === 0 || importer.rowsBuildOnEachOther) return new Map();
    await em.query('savepoint some_rows');
    try {
      const taken = await importer.takeTogether(caller, em, lines.map(({ row }) => row));
      await em.query('release savepoint some_rows');
      return new Map(lines.flatMap((line, at) => (taken[at] ? [[line, this.resultOf(line, taken[at])] as const] : [])));
    } catch {
      await em.query('rollback to savepoint some_rows');
      return new Map();
    }
  }

  private async one(em: EntityManager, caller: Caller, { importer, columns }: Pass, line: ImportLine): Promise<RowResult> {
    await em.query('savepoint one_row');
    try {
      const taken = await importer.take(caller, em, line.row);
      await em.query('release savepoint one_row');
      return this.resultOf(line, taken);
    } catch (problem) {
      await em.query('rollback to savepoint one_row');
      if (!(problem instanceof Refusal)) throw problem;
      const titleOf = (field: string): string => columns.find((column) => column.field === field)?.title ?? '';
      const fields = (problem.fields ?? []).map(({ field, message }) => ({ title: titleOf(field), message }));
      return failed(line.line, fields.length ? fields : [{ title: '', message: problem.message }]);
    }
  }

  private resultOf({ line }: ImportLine, { outcome, ref, before }: Taken): RowResult {
    return { line, outcome, ref, columns: [], message: null, beforeCipher: before ? this.cipher.seal(JSON.stringify(before)) : null };
  }

  /** The rows of an import backwards; answers the lines that could not be taken back, with why. */
  async back(job: JobInHand, caller: Caller, batchId: string, importer: Importer): Promise<number> {
    const rows: (Taken & { line: number; beforeCipher: string | null })[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select line, outcome, ref, before_cipher as "beforeCipher" from import_row
         where batch_id = $1 and outcome in ('added', 'changed') and undone is null order by line desc`,
        [batchId],
      ),
    );
    let kept = 0;
    for (let at = 0; at < rows.length; at += A_TIME) {
      await this.db.together(caller, async (em) => {
        for (const { line, outcome, ref, beforeCipher } of rows.slice(at, at + A_TIME)) {
          const before = beforeCipher ? { before: JSON.parse(this.cipher.open(beforeCipher)) as object } : {};
          const why = await this.undone(em, () => importer.undo(caller, em, { outcome, ref, ...before }));
          if (why) kept += 1;
          await em.query('update import_row set undone = $3, message = $4 where batch_id = $1 and line = $2', [batchId, line, why === null, why]);
        }
      });
      await job.progress(Math.min(at + A_TIME, rows.length), rows.length);
    }
    return kept;
  }

  private async undone(em: EntityManager, undo: () => Promise<void>): Promise<string | null> {
    await em.query('savepoint one_row');
    try {
      await undo();
      await em.query('release savepoint one_row');
      return null;
    } catch (problem) {
      await em.query('rollback to savepoint one_row');
      if (problem instanceof Refusal) return problem.message;
      throw problem;
    }
  }
}

/** What stands there from an earlier try stays: it knows what was there before. */
export async function keepRows(em: EntityManager, batchId: string, rows: readonly RowResult[]): Promise<void> {
  await em.query(
    `insert into import_row (batch_id, line, outcome, ref, columns, message, before_cipher)
     select $1, line, outcome, ref, columns, message, "beforeCipher"
     from jsonb_to_recordset($2::jsonb) as r (line integer, outcome text, ref text, columns text[], message text, "beforeCipher" text)
     on conflict (batch_id, line) do nothing`,
    [batchId, JSON.stringify(rows)],
  );
}

const failed = (line: number, problems: readonly { title: string; message: string }[]): RowResult => ({
  line, outcome: 'failed', ref: null, beforeCipher: null,
  columns: [...new Set(problems.map(({ title }) => title).filter(Boolean))],
  message: problems.map(({ title, message }) => `${title}${message}`).join('；'),
});

const wrongWith = ({ problems }: ImportLine, sameAs: number | undefined): ImportLine['problems'] =>
  [...problems, ...(sameAs === undefined ? [] : [{ title: '', message: `与第 ${sameAs} 行重复` }])];

/** Lines that say the same thing as one above them, by one of the keys. */
function repeated(lines: readonly ImportLine[], keys: readonly (readonly string[])[]): ReadonlyMap<number, number> {
  const seen = new Map<string, number>();
  const twice = new Map<number, number>();
  for (const { line, row } of lines) {
    for (const fields of keys) {
      const values = fields.map((field) => row[field]);
      if (values.some((value) => value === undefined)) continue;
      const name = JSON.stringify([fields, values.map((value) => String(value).toUpperCase())]);
      const first = seen.get(name);
      if (first === undefined) seen.set(name, line);
      else if (!twice.has(line)) twice.set(line, first);
    }
  }
  return twice;
}
