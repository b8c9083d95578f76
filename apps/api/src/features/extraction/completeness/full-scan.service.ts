import { Injectable } from '@nestjs/common';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { FactKind } from '../fact.js';
import { judgedFacts, judgedKind, type LiveFact } from './live-facts.js';
import { Removal } from './removal.service.js';
import { ScanLedger } from './scan-ledger.js';
import type { ScanRequest } from './scan-request.js';
import { lookUp, spellsKeys } from './source-keys.js';
import { unbelievable } from './volume-guard.js';

const AT_ONCE = 500;
const MANY = 5_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

export interface ScanResult {
  readonly removed: number;
  /** What has to be looked at by somebody; null: nothing. */
  readonly warning: string | null;
}

interface Search {
  readonly live: number;
  readonly gone: readonly LiveFact[];
  /** Numbers that were given to somebody else who is not ours. */
  readonly reused: number;
}

/**
 * The second half of a full scan: which of our records does the source no longer have? They are marked, never erased.
 * Begun anew after a crash; what an unfinished scan has removed was gone.
 */
@Injectable()
export class FullScan {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly ledger: ScanLedger,
    private readonly removal: Removal,
    private readonly environment: Environment,
  ) {}

  /** Null: the data set cannot say what is gone. */
  async sweep(request: ScanRequest): Promise<ScanResult | null> {
    const kind = judgedKind(request.stream);
    if (!kind) return null;
    const { source, stream, runId, fetched } = request;
    const scanId = await this.ledger.start(source.id, stream.id, runId, fetched);
    try {
      return await this.compare(request, kind, scanId);
    } catch (problem) {
      await this.ledger.failed(scanId);
      throw problem;
    }
  }

  private async compare(request: ScanRequest, kind: FactKind, scanId: number): Promise<ScanResult> {
    const { source, stream, fetched } = request;
    const { live, gone, reused } = await this.search(request, kind);
    const confirmed = await this.ledger.confirmed(source.id, stream.id);
    const open = gone.filter(({ id }) => !confirmed.has(id));
    const usual = await this.ledger.usual(source.id, stream.id, scanId);
    const doubt = unbelievable({ live, gone: open.length, fetched, usual }, this.environment.values.SYNC_REMOVAL_SHARE);
    const leaving = doubt ? gone.filter(({ id }) => confirmed.has(id)) : gone;
    const removed = await this.removal.remove(request, kind, leaving);
    await this.db.asSystem('full-scan', async (em) => {
      if (doubt) await this.ledger.hold(em, scanId, open.map(({ id }) => id));
      await this.ledger.finish(em, scanId, { state: doubt ? 'held' : 'applied', live, gone: gone.length, removed, reason: doubt });
      if (doubt) await this.removal.announceHeld(em, request, scanId, open.length);
      if (reused > 0) await this.removal.announceReused(em, request, scanId, reused);
    });
    return { removed, warning: doubt };
  }

  /** Page by page where the source can be asked for keys; else its whole list passes by once. */
  private async search(request: ScanRequest, kind: FactKind): Promise<Search> {
    const gone: LiveFact[] = [];
    const elsewhere: { fact: LiveFact; patientId: string }[] = [];
    let live = 0;
    const atOnce = request.transport.keys && spellsKeys(request.stream) ? AT_ONCE : Infinity;
    for await (const facts of this.judged(request, kind, atOnce)) {
      live += facts.length;
      const there = await lookUp(request, facts.map(({ key }) => key), { pageSize: this.environment.values.SYNC_PAGE_SIZE, signal: request.signal });
      for (const fact of facts) {
        const found = there.get(fact.key);
        if (!found) gone.push(fact);
        else if (found.patientId !== null && found.patientId !== fact.patientId) elsewhere.push({ fact, patientId: found.patientId });
      }
      request.signal.throwIfAborted();
    }
    const strangers = await this.removal.strangers(request.source, elsewhere.map(({ patientId }) => patientId));
    const reused = elsewhere.filter(({ patientId }) => strangers.has(patientId)).map(({ fact }) => fact);
    return { live, gone: [...gone, ...reused], reused: reused.length };
  }

  /** Our records in portions of this size. */
  private async *judged(request: ScanRequest, kind: FactKind, atOnce: number): AsyncGenerator<LiveFact[]> {
    let portion: LiveFact[] = [];
    for (let after = FIRST; ; ) {
      const facts = await this.db.asSystem('full-scan', (em) => judgedFacts(em, request, kind, { after, most: Math.min(atOnce, MANY) }));
      portion.push(...facts);
      if (portion.length > 0 && (facts.length === 0 || portion.length >= atOnce)) {
        yield portion;
        portion = [];
      }
      if (facts.length === 0) return;
      after = facts.at(-1)!.id;
    }
  }
}
