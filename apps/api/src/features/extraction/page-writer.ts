import { Injectable } from '@nestjs/common';
import type { RecordOutcome } from '@cadre/connector-kit/pull-transport';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Delivery } from './delivery.js';
import { type Contents, readContents, setAsideAlone } from './page-contents.js';
import { PageTransaction } from './page-transaction.js';
import { isPoison, LooksPoisoned } from './poison.js';
import { countVerdicts } from './run-counts.js';
import { RunLedger } from './run-ledger.js';

/** Raised to undo a dry run's transaction; carries what would have happened. */
class Rehearsed extends Error {
  constructor(readonly outcomes: RecordOutcome[]) {
    super('dry run');
  }
}

/** Turns what a source said into stored facts: map, recognise, store or set aside, count. One transaction a delivery. */
@Injectable()
export class PageWriter {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly transaction: PageTransaction,
    private readonly ledger: RunLedger,
  ) {}

  /** What became of each record, in the order of `delivery.incoming`, after the commit. */
  async write(delivery: Delivery): Promise<RecordOutcome[]> {
    try {
      return await this.store(delivery, readContents(delivery));
    } catch (problem) {
      if (problem instanceof Rehearsed) return problem.outcomes;
      if (!isPoison(problem)) throw problem;
      return this.divide(delivery, problem);
    }
  }

  /** One record that PostgreSQL refuses must not stop its neighbours: the delivery is halved until it stands alone. */
  private async divide(delivery: Delivery, problem: unknown): Promise<RecordOutcome[]> {
    const { incoming, advance, ...rest } = delivery;
    if (incoming.length === 1) return this.store(delivery, setAsideAlone(delivery, new LooksPoisoned(problem)));
    const middle = Math.ceil(incoming.length / 2);
    const first = await this.write({ ...rest, incoming: incoming.slice(0, middle) });
    const second = await this.write({ ...rest, incoming: incoming.slice(middle), ...(advance ? { advance } : {}) });
    return [...first, ...second];
  }

  private store(delivery: Delivery, contents: Contents): Promise<RecordOutcome[]> {
    return this.db.asSystem(`sync:${delivery.source.id}/${delivery.stream.id}`, async (em) => {
      await delivery.hold?.(em);
      const found = await this.transaction.store(em, delivery, contents);
      const reasons = new Map(contents.failures.map(({ index, reason }) => [index, reason]));
      const outcomes = delivery.incoming.map((_, index) => ({ verdict: found.get(index)!, reason: reasons.get(index) ?? null }));
      await Promise.all([this.ledger.count(em, delivery.runId, countVerdicts(outcomes.map(({ verdict }) => verdict))), delivery.advance?.(em)]);
      if (delivery.dryRun) throw new Rehearsed(outcomes);
      return outcomes;
    });
  }
}
