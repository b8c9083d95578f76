import { Injectable } from '@nestjs/common';
import { codeTables } from '@cadre/connector-kit/code-tables';
import { contentHash } from '@cadre/connector-kit/content-hash';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Mapping, Message } from '@cadre/connector-kit/mapping';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Delivery } from './delivery.js';
import { type Contents, PageTransaction } from './page-transaction.js';
import { isPoison, LooksPoisoned } from './poison.js';
import { countVerdicts, type Verdict } from './run-counts.js';
import { describeProblems, digest } from './set-aside.js';

/** Raised to undo a dry run's transaction; carries what would have happened. */
class Rehearsed extends Error {
  constructor(readonly verdicts: Verdict[]) {
    super('dry run');
  }
}

/** Turns what a source said into stored facts: map, recognise, store or set aside, count. One transaction a delivery. */
@Injectable()
export class PageWriter {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly transaction: PageTransaction,
  ) {}

  /** What became of each record, in the order of `delivery.incoming`, after the commit. */
  async write(delivery: Delivery): Promise<Verdict[]> {
    try {
      return await this.store(delivery, read(delivery));
    } catch (problem) {
      if (problem instanceof Rehearsed) return problem.verdicts;
      if (!isPoison(problem)) throw problem;
      return this.divide(delivery, problem);
    }
  }

  /** One record that PostgreSQL refuses must not stop its neighbours: the delivery is halved until it stands alone. */
  private async divide(delivery: Delivery, problem: unknown): Promise<Verdict[]> {
    const { incoming, advance, ...rest } = delivery;
    if (incoming.length === 1) return this.store(delivery, setAsideAlone(delivery, new LooksPoisoned(problem)));
    const middle = Math.ceil(incoming.length / 2);
    const first = await this.write({ ...rest, incoming: incoming.slice(0, middle) });
    const second = await this.write({ ...rest, incoming: incoming.slice(middle), ...(advance ? { advance } : {}) });
    return [...first, ...second];
  }

  private store(delivery: Delivery, contents: Contents): Promise<Verdict[]> {
    return this.db.asSystem(`sync:${delivery.source.id}/${delivery.stream.id}`, async (em) => {
      await delivery.hold?.(em);
      const found = await this.transaction.store(em, delivery, contents);
      const verdicts = delivery.incoming.map((_, index) => found.get(index)!);
      await Promise.all([this.transaction.count(em, delivery, countVerdicts(verdicts)), delivery.advance?.(em)]);
      if (delivery.dryRun) throw new Rehearsed(verdicts);
      return verdicts;
    });
  }
}

function read({ source, stream, incoming }: Delivery): Contents {
  const codes = codeTables(source.connector.codes);
  const contents: Contents = { records: [], failures: [], unmapped: [] };
  for (const [index, { message, raw }] of incoming.entries()) {
    const mapped = mapRecord(stream.mapping, message, codes);
    if ('problems' in mapped) {
      contents.failures.push({
        index, key: keyOf(stream.mapping, message) ?? digest(raw), kind: 'mapping', reason: describeProblems(mapped.problems), problems: mapped.problems, raw,
      });
    } else {
      contents.unmapped.push(...mapped.unmapped);
      contents.records.push({ index, mapped, hash: contentHash(mapped) });
    }
  }
  return contents;
}

/** The record's own key, where at least that can be read: a record that fails again is then one failure, and heals by itself. */
function keyOf(mapping: Mapping, message: Message): string | undefined {
  const [first] = mapping.key;
  const fields = Object.fromEntries(mapping.key.map((name) => [name, mapping.fields[name]!]));
  const mapped = mapRecord({ key: mapping.key, version: first!, patient: first!, fields }, message, codeTables());
  return 'problems' in mapped ? undefined : mapped.key;
}

function setAsideAlone(delivery: Delivery, { message: reason }: LooksPoisoned): Contents {
  const { raw } = delivery.incoming[0]!;
  const key = read(delivery).records[0]?.mapped.key ?? digest(raw);
  return { records: [], failures: [{ index: 0, key, kind: 'rule', reason, problems: [], raw }], unmapped: [] };
}
