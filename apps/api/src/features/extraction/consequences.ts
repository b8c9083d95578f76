import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import { AbnormalWatch } from '../results/abnormal-watch.port.js';
import { ReusedKeys } from './completeness/reused-keys.js';
import type { Delivery } from './delivery.js';
import type { FactKind } from './fact.js';
import type { Plan } from './fact-writer.js';
import { ImageIndex } from './image-index.js';
import { Quarantine } from './set-aside.js';
import { VisitAccess } from './visit-access.js';

/** What a change of facts brings with it. */
@Injectable()
export class Consequences {
  constructor(
    private readonly quarantine: Quarantine,
    private readonly access: VisitAccess,
    private readonly reused: ReusedKeys,
    private readonly images: ImageIndex,
    private readonly abnormal: AbnormalWatch,
  ) {}

  /** Who may see the person, failures that are healed, numbers that changed hands, images to look for, news for open pages. */
  async follow(em: EntityManager, delivery: Delivery, kind: FactKind, writes: readonly Plan[]): Promise<void> {
    if (writes.length === 0) return;
    const moved = writes.map(({ owned }) => owned);
    const people = [...new Set(moved.map(({ owner }) => owner.beneficiaryId))];
    await Promise.all([
      this.access.upkeep(em, delivery.stream.target, moved),
      this.quarantine.heal(em, delivery, moved.map(({ mapped }) => mapped.key)),
      this.reused.tell(em, delivery, writes),
      this.images.complete(em, delivery, writes),
      LiveEvents.announce(em, people.map((beneficiaryId) => ({ topic: kind.topic, beneficiaryId }))),
    ]);
  }

  /** What can be told only once the facts stand there with their parts: results that somebody has to look at. */
  async conclude(em: EntityManager, { stream }: Delivery, writes: readonly Plan[]): Promise<void> {
    if (stream.target !== 'lab-report' || writes.length === 0) return;
    await this.abnormal.assess(em, writes.map(({ id, owned: { mapped: { record } } }) => ({
      id, collectedAt: String(record['collectedAt'] ?? record['reportedAt'] ?? record['changedAt']),
    })));
  }
}
