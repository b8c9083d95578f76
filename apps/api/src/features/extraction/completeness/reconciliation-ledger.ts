import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { dayName, type DaySums } from './day-sums.js';
import type { Difference, DifferenceKind } from './differences.js';

/** Keys of more differences than this are not kept; they are counted all the same. */
const MOST_KEYS = 5_000;

export interface NewComparison {
  readonly sourceId: string;
  readonly streamId: string;
  /** Days, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly requestedBy: string;
}

export interface Comparison {
  readonly theirs: DaySums;
  readonly ours: DaySums;
  /** Every day of the span, by number. */
  readonly days: readonly number[];
  readonly found: readonly Difference[];
}

export interface Verdict {
  readonly differences: number;
  readonly message: string;
}

/** What comparisons have found, day by day. */
@Injectable()
export class ReconciliationLedger {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  start(run: NewComparison): Promise<number> {
    return this.db.asSystem('reconciliation', async (em) => {
      await closeForgotten(em, run);
      const [{ id }]: [{ id: number }] = await em.query(
        `insert into reconciliation_run (source_id, stream_id, from_day, to_day, requested_by) values ($1, $2, $3, $4, $5) returning id`,
        [run.sourceId, run.streamId, run.from, run.to, run.requestedBy],
      );
      return id;
    });
  }

  /** The same, once for all processes and a night: null when it was done or is being done. */
  startOnce(run: NewComparison): Promise<number | null> {
    return this.db.asSystem('reconciliation', async (em) => {
      await em.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`reconcile ${run.sourceId} ${run.streamId}`]);
      await closeForgotten(em, run);
      const [row]: { id: number }[] = await em.query(
        `insert into reconciliation_run (source_id, stream_id, from_day, to_day, requested_by)
         select $1, $2, $3, $4, $5 where not exists (select 1 from reconciliation_run
           where source_id = $1 and stream_id = $2 and to_day = $4 and requested_by = $5
             and (outcome <> 'failed' or started_at > now() - interval '10 minutes')) returning id`,
        [run.sourceId, run.streamId, run.from, run.to, run.requestedBy],
      );
      return row?.id ?? null;
    });
  }

  async finish(em: EntityManager, id: number, { theirs, ours, days, found }: Comparison): Promise<Verdict> {
    const names = days.map(dayName);
    const count = (kind: DifferenceKind, day?: string): number => found.filter((one) => one.kind === kind && (!day || one.day === day)).length;
    await em.query(
      `insert into reconciliation_day (run_id, day, theirs, ours, theirs_hash, ours_hash, missing, older, gone, ahead)
       select $1, * from unnest($2::date[], $3::int[], $4::int[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[], $10::int[])`,
      [
        id, names, days.map((day) => theirs.of(day).count), days.map((day) => ours.of(day).count), days.map((day) => theirs.of(day).hash),
        days.map((day) => ours.of(day).hash), ...(['missing', 'older', 'gone', 'ahead'] as const).map((kind) => names.map((day) => count(kind, day))),
      ],
    );
    const kept = found.filter(({ kind }) => kind !== 'ahead').slice(0, MOST_KEYS);
    await em.query(
      `insert into reconciliation_difference (run_id, position, day, kind, key_cipher) select $1, * from unnest($2::int[], $3::date[], $4::text[], $5::text[])`,
      [id, kept.map((_, at) => at + 1), kept.map(({ day }) => day), kept.map(({ kind }) => kind), kept.map(({ key }) => this.cipher.seal(key))],
    );
    const [missing, older, gone] = [count('missing'), count('older'), count('gone')];
    const differences = missing + older + gone;
    const message = `对方 ${theirs.total} / 本院 ${ours.total} / 差 ${differences}`;
    const differingDays = new Set(found.filter(({ kind }) => kind !== 'ahead').map(({ day }) => day)).size;
    await em.query(
      `update reconciliation_run set outcome = 'done', finished_at = now(), message = $2, theirs = $3, ours = $4, differing_days = $5,
         missing = $6, older = $7, gone = $8 where id = $1`,
      [id, message, theirs.total, ours.total, differingDays, missing, older, gone],
    );
    return { differences, message };
  }

  async failed(id: number, message: string): Promise<void> {
    await this.db.asSystem('reconciliation', (em) =>
      em.query(`update reconciliation_run set outcome = 'failed', finished_at = now(), message = $2 where id = $1`, [id, message]),
    );
  }

  /** Keys of the differences of these kinds. */
  async keys(em: EntityManager, id: number, kinds: readonly DifferenceKind[]): Promise<string[]> {
    const rows: { cipher: string }[] = await em.query(
      'select key_cipher as cipher from reconciliation_difference where run_id = $1 and kind = any ($2) order by position', [id, kinds],
    );
    return rows.map(({ cipher }) => this.cipher.open(cipher));
  }
}

/** A process that died has left its comparison open. */
async function closeForgotten(em: EntityManager, { sourceId, streamId }: NewComparison): Promise<void> {
  await em.query(
    `update reconciliation_run set outcome = 'failed', finished_at = now(), message = '进程中断，请重新对账'
     where source_id = $1 and stream_id = $2 and outcome = 'running' and started_at < now() - interval '1 hour'`,
    [sourceId, streamId],
  );
}
