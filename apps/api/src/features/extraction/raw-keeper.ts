import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivery } from './delivery.js';
import { Inbox } from './inbox.js';
import type { Envelope } from './incoming.js';

/** Where a record's raw form lies: entry and place in it. */
export interface RawPlace {
  readonly inboxId: number;
  readonly index: number;
}

const NOT_OURS = '不在名册';

/** Decides what of a delivery goes into the inbox. */
@Injectable()
export class RawKeeper {
  constructor(private readonly inbox: Inbox) {}

  /** A page is one entry with the rows that are stored. An unchanged re-scan keeps nothing: the inbox has it already. */
  async keepPage(em: EntityManager, delivery: Delivery, stored: readonly number[]): Promise<Map<number, RawPlace>> {
    if (stored.length === 0) return new Map();
    const [inboxId] = await this.inbox.keep(em, placeOf(delivery), [
      { payloads: stored.map((index) => delivery.incoming[index]!.raw), recordCount: delivery.incoming.length, controlId: null, reason: null },
    ]);
    return new Map(stored.map((index, place) => [index, { inboxId: inboxId!, index: place }]));
  }

  /** Every pushed message is an entry of its own; of one that holds nothing of ours only the envelope stays. */
  async keepMessages(em: EntityManager, delivery: Delivery, ours: ReadonlySet<number>): Promise<Map<number, RawPlace>> {
    const messages = new Map<Envelope, number[]>();
    for (const [index, { envelope }] of delivery.incoming.entries()) {
      if (envelope) messages.set(envelope, [...(messages.get(envelope) ?? []), index]);
    }
    const grouped = [...messages];
    const ids = await this.inbox.keep(em, placeOf(delivery), grouped.map(([{ controlId }, indexes]) => {
      const isOurs = indexes.some((index) => ours.has(index));
      return {
        controlId, recordCount: indexes.length, reason: isOurs ? null : NOT_OURS,
        payloads: isOurs ? [delivery.incoming[indexes[0]!]!.raw] : [],
      };
    }));
    return new Map(grouped.flatMap(([, indexes], at) => indexes.map((index) => [index, { inboxId: ids[at]!, index: 0 }])));
  }
}

const placeOf = ({ source, stream, runId }: Delivery): { sourceId: string; streamId: string; runId: number } => ({
  sourceId: source.id, streamId: stream.id, runId,
});
