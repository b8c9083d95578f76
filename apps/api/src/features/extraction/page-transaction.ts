import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Departures } from './completeness/departures.js';
import { Consequences } from './consequences.js';
import type { Delivery } from './delivery.js';
import type { FactKind } from './fact.js';
import { FACT_KINDS } from './fact-kinds/fact-kinds.js';
import { applyPlans, planFacts } from './fact-writer.js';
import type { SourceRecord } from './incoming.js';
import type { Contents } from './page-contents.js';
import { RawKeeper } from './raw-keeper.js';
import { Recognition } from './recognition.js';
import { REFERENCE_KINDS, type ReferenceKind } from './reference-kinds.js';
import { writeReference } from './reference-writer.js';
import type { Verdict } from './run-counts.js';
import { Quarantine } from './set-aside.js';

type Verdicts = Map<number, Verdict>;

/** Everything that happens to a delivery inside its one transaction. */
@Injectable()
export class PageTransaction {
  constructor(
    private readonly recognition: Recognition,
    private readonly raw: RawKeeper,
    private readonly quarantine: Quarantine,
    private readonly consequences: Consequences,
    private readonly departures: Departures,
  ) {}

  /** What became of each record, by its place in the delivery. */
  async store(em: EntityManager, delivery: Delivery, { records, failures, gone }: Contents): Promise<ReadonlyMap<number, Verdict>> {
    // A push and a pull may bring the same record at once: one after the other, per source and kind of record.
    const turn = em.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`sync ${delivery.source.id} ${delivery.stream.target}`]);
    const { newest, superseded } = newestOfEachKey(records);
    const [verdicts] = await Promise.all([
      this.storeRecords(em, delivery, newest),
      turn,
      this.quarantine.add(em, delivery, failures),
    ]);
    await noteUnmapped(em, delivery.source.id, newest, verdicts);
    for (const { index } of superseded) verdicts.set(index, 'superseded');
    for (const { index } of failures) verdicts.set(index, 'quarantined');
    // After the records of the page: a source that lists a record and its end in one page means the end.
    const removed = await this.departures.take(em, delivery, gone);
    for (const { index } of gone) verdicts.set(index, removed.has(index) ? 'removed' : 'filtered');
    return verdicts;
  }

  private async storeRecords(em: EntityManager, delivery: Delivery, records: readonly SourceRecord[]): Promise<Verdicts> {
    const { source, stream } = delivery;
    if (records.length === 0) return new Map();
    const kind = FACT_KINDS[stream.target];
    if (kind) return this.storeLiving(em, delivery, kind, records);
    const reference = REFERENCE_KINDS[stream.target];
    if (reference) return this.storeReference(em, delivery, reference, records);
    const verdicts: Verdicts = stream.target === 'patient'
      ? await this.recognition.patients(em, source, records)
      : await this.recognition.merges(em, source, stream, records);
    const ours = new Set([...verdicts].filter(([, verdict]) => verdict !== 'filtered').map(([index]) => index));
    await this.raw.keepMessages(em, delivery, ours);
    return verdicts;
  }

  private async storeLiving(em: EntityManager, delivery: Delivery, kind: FactKind, records: readonly SourceRecord[]): Promise<Verdicts> {
    const gone = await this.departures.alreadyGone(em, delivery, records);
    const verdicts = await this.storeFacts(em, delivery, kind, gone.size ? records.filter(({ index }) => !gone.has(index)) : records);
    for (const index of gone) verdicts.set(index, 'superseded');
    return verdicts;
  }

  private async storeFacts(em: EntityManager, delivery: Delivery, kind: FactKind, records: readonly SourceRecord[]): Promise<Verdicts> {
    const { source, stream, runId } = delivery;
    const owned = await this.recognition.ours(em, source, stream, records);
    const ours = new Set(owned.map(({ index }) => index));
    // What does not need the other's answer goes out together: every wait for PostgreSQL is a sender's wait for his answer.
    const [plans, messages] = await Promise.all([
      planFacts(em, kind, owned, source.id, stream),
      stream.source.transport === 'mllp' ? this.raw.keepMessages(em, delivery, ours) : null,
    ]);
    const writes = plans.filter(({ verdict }) => verdict === 'added' || verdict === 'changed');
    const inbox = messages ?? (await this.raw.keepPage(em, delivery, writes.map((plan) => plan.owned.index)));
    const context = { sourceId: source.id, patientNumbersOf: source.connector.patientNumbersOf, stream, runId, inbox };
    await Promise.all([applyPlans(em, kind, plans, context), this.consequences.follow(em, delivery, kind, writes)]);
    await this.consequences.conclude(em, delivery, writes);
    const verdicts: Verdicts = new Map(records.map(({ index }) => [index, 'filtered']));
    for (const { owned: { index }, verdict } of plans) verdicts.set(index, verdict);
    return verdicts;
  }

  private async storeReference(em: EntityManager, delivery: Delivery, kind: ReferenceKind, records: readonly SourceRecord[]): Promise<Verdicts> {
    const verdicts = await writeReference(em, kind, records, delivery);
    const written = records.filter(({ index }) => verdicts.get(index) === 'added' || verdicts.get(index) === 'changed');
    await this.raw.keepPage(em, delivery, written.map(({ index }) => index));
    await this.quarantine.heal(em, delivery, written.map(({ mapped }) => mapped.key));
    return verdicts;
  }
}

function newestOfEachKey(records: readonly SourceRecord[]): { newest: SourceRecord[]; superseded: SourceRecord[] } {
  const newest = new Map<string, SourceRecord>();
  const superseded: SourceRecord[] = [];
  for (const record of records) {
    const other = newest.get(record.mapped.key);
    const wins = !other || isNewer(record, other);
    if (other) superseded.push(wins ? other : record);
    if (wins) newest.set(record.mapped.key, record);
  }
  return { newest: [...newest.values()], superseded };
}

/** Every code that nobody has given a meaning; counted once for each record that is stored with it, however often it is read again. */
/** Of two words of one version the content decides, as it does between deliveries. */
function isNewer({ mapped, hash }: SourceRecord, other: SourceRecord): boolean {
  return mapped.version === other.mapped.version ? hash >= other.hash : mapped.version > other.mapped.version;
}

async function noteUnmapped(em: EntityManager, sourceId: string, records: readonly SourceRecord[], verdicts: Verdicts): Promise<void> {
  const seen = new Map<string, { table: string; code: string; stored: number }>();
  for (const { index, mapped } of records) {
    const stored = ['added', 'changed'].includes(verdicts.get(index) ?? '') ? 1 : 0;
    for (const { table, code } of mapped.unmapped) {
      const name = `${table}\u0000${code}`;
      seen.set(name, { table, code, stored: (seen.get(name)?.stored ?? 0) + stored });
    }
  }
  if (seen.size === 0) return;
  const codes = [...seen.values()];
  await em.query(
    `insert into code_mapping (source_system, table_name, code, seen) select $1, * from unnest($2::text[], $3::text[], $4::integer[])
     on conflict (source_system, table_name, code) do update set seen = code_mapping.seen + excluded.seen, last_seen = now() where excluded.seen > 0`,
    [sourceId, codes.map(({ table }) => table), codes.map(({ code }) => code), codes.map(({ stored }) => stored)],
  );
}
