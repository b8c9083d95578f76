import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page, type PageQuery } from '../../../../platform/http/page.dto.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import { FACT_KINDS } from '../../fact-kinds/fact-kinds.js';
import type { RunSample } from '../../run-samples.js';
import { maskKey } from '../shape-of.js';
import type { BatchRow, RunRecord, RunRowQuery } from './run-parts.dto.js';

const SET_ASIDE = `select q.key, q.last_at as at, null::uuid as "beneficiaryId", q.id as "quarantineId", 'quarantined' as outcome from quarantine q where q.run_id = $1`;

interface StoredRun {
  readonly id: number;
  readonly dryRun: boolean;
  readonly startedAt: Date;
  readonly samples: readonly RunSample[] | null;
  readonly target: string | null;
}

/** What a run was made of: its pages, and the records that it touched. */
@Injectable()
export class RunPartQueries {
  constructor(private readonly db: ScopedDatabase) {}

  batches(caller: Caller, runId: number, { page, pageSize }: PageQuery): Promise<Page<BatchRow>> {
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<BatchRow[]>(
          `select id, at, cursor_to ->> 'value' as cursor, fetched, added, changed, removed, unchanged, filtered, superseded, quarantined
           from sync_batch where run_id = $1 order by id limit ${pageSize} offset ${(page - 1) * pageSize}`,
          [runId],
        ),
        em.query<[{ total: number }]>('select count(*)::int as total from sync_batch where run_id = $1', [runId]),
      ]);
      return { items, total, totalIsExact: true };
    });
  }

  /**
   * The records are found by the system, for whoever runs the lines need not see people: of those he does not see there is a masked
   * key and nothing else.
   */
  async records(caller: Caller, runId: number, query: RunRowQuery): Promise<Page<RunRecord>> {
    const run = await this.run(runId);
    return run.dryRun ? this.samples(caller, run, query) : this.written(caller, run, query);
  }

  private async written(
    caller: Caller,
    run: StoredRun,
    { page, pageSize, outcome }: RunRowQuery,
  ): Promise<Page<RunRecord>> {
    const touched = touchedBy(run);
    const asked = [run.id, outcome ?? null];
    const [items, total] = await this.db.asSystem('run records', async (em): Promise<[RunRecord[], number]> => {
      const [rows, [{ count }]] = await Promise.all([
        em.query<RunRecord[]>(`${touched} order by at, key limit ${pageSize} offset ${(page - 1) * pageSize}`, asked),
        em.query<[{ count: number }]>(
          `select count(*)::int as count from (${touched} limit ${EXACT_TOTAL + 1}) counted`,
          asked,
        ),
      ]);
      return [rows, count];
    });
    const seen = await this.visible(
      caller,
      items.flatMap(({ beneficiaryId }) => (beneficiaryId === null ? [] : [beneficiaryId])),
    );
    const told = items.map((row) => {
      const isSeen = row.beneficiaryId !== null && seen.has(row.beneficiaryId);
      return isSeen || row.quarantineId !== null ? row : { ...row, key: maskKey(row.key), beneficiaryId: null };
    });
    return { items: told, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
  }

  /** Nothing of a dry run was stored; what it kept are some records that it would have touched. */
  private samples(
    caller: Caller,
    { samples, startedAt }: StoredRun,
    { page, pageSize, outcome }: RunRowQuery,
  ): Promise<Page<RunRecord>> {
    const chosen = (samples ?? []).filter((one) => outcome === undefined || one.outcome === outcome);
    const items = chosen.slice((page - 1) * pageSize, page * pageSize).map((one): RunRecord => ({
      outcome: one.outcome,
      key: one.key,
      at: startedAt,
      beneficiaryId: null,
      quarantineId: null,
    }));
    return this.db.asCaller(caller, async () => ({ items, total: chosen.length, totalIsExact: true }));
  }

  private async run(id: number): Promise<StoredRun> {
    const [run]: StoredRun[] = await this.db.asSystem('run records', (em) =>
      em.query(
        `select r.id, r.dry_run as "dryRun", r.started_at as "startedAt", r.asked -> 'samples' as samples, s.target
         from sync_run r left join source_stream s using (source_id, stream_id) where r.id = $1`,
        [id],
      ),
    );
    if (!run) throw new NotFound('运行记录');
    return run;
  }

  private async visible(caller: Caller, people: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.asCaller(caller, (em) =>
      em.query<{ beneficiaryId: string }[]>(`select id as "beneficiaryId" from beneficiary where id = any ($1)`, [
        people,
      ]),
    );
    return new Set(rows.map(({ beneficiaryId }) => beneficiaryId));
  }
}

/** $1 is the run, $2 the outcome or null for all. */
function touchedBy({ target }: StoredRun): string {
  const table = FACT_KINDS[target ?? '']?.table.name;
  const all = [...(table ? [writtenTo(table)] : []), SET_ASIDE].join(' union all ');
  return `select * from (${all}) touched where $2::text is null or outcome = $2`;
}

/** A later run may have replaced what this one wrote; its version is in the history then. */
function writtenTo(table: string): string {
  const columns = 'id, source_key, beneficiary_id, recorded_from, deleted_at';
  return `select w.source_key as key, w.recorded_from as at, w.beneficiary_id as "beneficiaryId", null::uuid as "quarantineId",
      case when w.deleted_at is not null then 'removed'
        when exists (select 1 from ${table}_history h where h.id = w.id and h.recorded_to <= w.recorded_from) then 'changed' else 'added' end as outcome
    from (select ${columns} from ${table} where run_id = $1 union all select ${columns} from ${table}_history where run_id = $1) w`;
}
