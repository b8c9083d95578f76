import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import type { Delivery } from '../delivery.js';
import { FACT_KINDS } from '../fact-kinds/fact-kinds.js';
import { type Gone, removeFacts } from '../fact-removal.js';
import type { SourceRecord } from '../incoming.js';
import { REFERENCE_KINDS } from '../reference-kinds.js';
import { removeReference } from '../reference-writer.js';

type Told = Gone & { readonly index: number };

/** Records that their source says are gone, told in whatever order: the newer word about a record holds, the end or the record. */
@Injectable()
export class Departures {
  constructor(private readonly cipher: FieldCipher) {}

  /** What was taken away, by its place in the delivery. The end of what we do not have is remembered, by a keyed hash. */
  async take(em: EntityManager, delivery: Delivery, gone: readonly Told[]): Promise<ReadonlySet<number>> {
    const { source, stream, runId } = delivery;
    if (gone.length === 0) return new Set();
    const [kind, reference] = [FACT_KINDS[stream.target], REFERENCE_KINDS[stream.target]];
    const removed = kind ? await removeFacts(em, kind, source.id, runId, newestEnds(gone)) : [];
    const keys = new Set(reference ? await removeReference(em, reference, delivery, gone) : removed.map(({ key }) => key));
    if (kind) await this.remember(em, delivery, gone.filter(({ key }) => !keys.has(key)));
    if (kind && removed.length) await LiveEvents.announce(em, removed.map(({ beneficiaryId }) => ({ topic: kind.topic, beneficiaryId })));
    return new Set(gone.flatMap(({ index, key }) => (keys.delete(key) ? [index] : [])));
  }

  /** Records whose end was told before they came. */
  async alreadyGone(em: EntityManager, { source, stream }: Delivery, records: readonly SourceRecord[]): Promise<ReadonlySet<number>> {
    if (records.length === 0 || !source.connector.streams.some((one) => one.target === stream.target && tellsOfEnds(one))) return new Set();
    const indexes = new Map(records.map(({ mapped }) => [this.indexOf(source.id, stream, mapped.key), mapped.key]));
    const rows: { index: string; version: Date }[] = await em.query(
      'select key_index as index, version from removed_key where source_system = $1 and target = $2 and key_index = any ($3)',
      [source.id, stream.target, [...indexes.keys()]],
    );
    const ends = new Map(rows.map(({ index, version }) => [indexes.get(index), version.getTime()]));
    return new Set(records.flatMap(({ index, mapped }) => (Date.parse(mapped.version) <= (ends.get(mapped.key) ?? -Infinity) ? [index] : [])));
  }

  private async remember(em: EntityManager, { source, stream }: Delivery, gone: readonly Told[]): Promise<void> {
    const dated = newestEnds(gone).filter(({ version }) => version !== null);
    if (dated.length === 0) return;
    await em.query(
      `insert into removed_key (source_system, target, key_index, version) select $1, $2, * from unnest($3::text[], $4::timestamptz[])
       on conflict (source_system, target, key_index) do update set version = greatest(removed_key.version, excluded.version)`,
      [source.id, stream.target, dated.map(({ key }) => this.indexOf(source.id, stream, key)), dated.map(({ version }) => version)],
    );
  }

  private indexOf(sourceId: string, { target }: StreamSpec, key: string): string {
    return this.cipher.indexOf('ENVELOPE', `gone ${sourceId} ${target} ${key}`);
  }
}

const tellsOfEnds = ({ source }: StreamSpec): boolean => 'deleted' in source;

/** One end a key: the last, and one without a version before all, for it means now. */
function newestEnds(gone: readonly Told[]): Told[] {
  const ends = new Map<string, Told>();
  for (const one of gone) {
    const other = ends.get(one.key);
    if (!other || one.version === null || (other.version !== null && one.version > other.version)) ends.set(one.key, one);
  }
  return [...ends.values()];
}
