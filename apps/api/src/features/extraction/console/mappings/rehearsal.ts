import type { Mapped } from '@cadre/connector-kit/mapping';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import type { Delivery } from '../../delivery.js';
import { FACT_KINDS } from '../../fact-kinds/fact-kinds.js';
import { type Contents, readContents } from '../../page-contents.js';
import { PageTransaction } from '../../page-transaction.js';
import { isPoison, LooksPoisoned } from '../../poison.js';
import type { Verdict } from '../../run-counts.js';

type StoredRow = Readonly<Record<string, unknown>>;

/** What would become of one record. */
export interface Rehearsed {
  readonly mapped: Mapped | null;
  readonly failure: Contents['failures'][number] | null;
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** The stored row today and as it would be; null: none, or kept nowhere. */
  readonly before: StoredRow | null;
  readonly after: StoredRow | null;
}

/** Raised to undo the transaction; carries what would have happened. */
class Undone extends Error {
  constructor(readonly rows: Rehearsed[]) {
    super('rehearsal');
  }
}

/** Stores records for real and takes it back: what it tells is what would happen. */
@Injectable()
export class Rehearsal {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly transaction: PageTransaction,
  ) {}

  async of(delivery: Delivery): Promise<Rehearsed[]> {
    try {
      return await this.together(delivery);
    } catch (problem) {
      if (!isPoison(problem)) throw problem;
      if (delivery.incoming.length === 1) return [refusedByDatabase(delivery, problem)];
      const rows: Rehearsed[] = [];
      for (const one of delivery.incoming) rows.push(...(await this.of({ ...delivery, incoming: [one] })));
      return rows;
    }
  }

  private async together(delivery: Delivery): Promise<Rehearsed[]> {
    const contents = readContents(delivery);
    try {
      return await this.db.asSystem('dry run', async (em) => {
        const before = await storedRows(em, delivery, contents);
        const verdicts = await this.transaction.store(em, delivery, contents);
        const after = await storedRows(em, delivery, contents);
        throw new Undone(delivery.incoming.map((_, index) => rowOf(contents, index, verdicts, { before, after })));
      });
    } catch (problem) {
      if (problem instanceof Undone) return problem.rows;
      throw problem;
    }
  }
}

interface Stored {
  readonly before: ReadonlyMap<string, StoredRow>;
  readonly after: ReadonlyMap<string, StoredRow>;
}

function rowOf(
  contents: Contents,
  index: number,
  verdicts: ReadonlyMap<number, Verdict>,
  { before, after }: Stored,
): Rehearsed {
  const mapped = contents.records.find((record) => record.index === index)?.mapped ?? null;
  const failure = contents.failures.find((one) => one.index === index) ?? null;
  const key = mapped?.key ?? '';
  return {
    mapped,
    failure,
    verdict: verdicts.get(index) ?? 'filtered',
    reason: failure?.reason ?? null,
    before: before.get(key) ?? null,
    after: after.get(key) ?? null,
  };
}

function refusedByDatabase(delivery: Delivery, problem: unknown): Rehearsed {
  const [record] = readContents(delivery).records;
  return {
    mapped: record?.mapped ?? null,
    failure: null,
    verdict: 'quarantined',
    reason: new LooksPoisoned(problem).message,
    before: null,
    after: null,
  };
}

async function storedRows(
  em: EntityManager,
  { source, stream }: Delivery,
  { records }: Contents,
): Promise<ReadonlyMap<string, StoredRow>> {
  const kind = FACT_KINDS[stream.target];
  if (!kind || records.length === 0) return new Map();
  const rows: { key: string; row: StoredRow }[] = await em.query(
    `select source_key as key, to_jsonb(t) as row from ${kind.table.name} t where source_system = $1 and source_key = any ($2)`,
    [source.id, records.map(({ mapped }) => mapped.key)],
  );
  return new Map(rows.map(({ key, row }) => [key, row]));
}
