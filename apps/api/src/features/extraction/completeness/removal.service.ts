import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import { Notices } from '../../sms/notices.port.js';
import type { FactKind } from '../fact.js';
import { removeFacts } from '../fact-removal.js';
import { holdLease } from '../lease.js';
import { noCounts } from '../run-counts.js';
import { RunLedger } from '../run-ledger.js';
import type { ActiveSource } from '../source-registry.js';
import type { LiveFact } from './live-facts.js';
import type { ScanRequest } from './scan-request.js';

const AT_ONCE = 500;

/** Marks what a scan found gone, in pages of their own transactions, and tells administrators what they have to look at. */
@Injectable()
export class Removal {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly ledger: RunLedger,
    private readonly notices: Notices,
  ) {}

  /** How many went: a record that changed since it was looked for stays. */
  async remove({ source, stream, lease, runId, signal }: ScanRequest, kind: FactKind, facts: readonly LiveFact[]): Promise<number> {
    let removed = 0;
    for (let at = 0; at < facts.length; at += AT_ONCE) {
      signal.throwIfAborted();
      const gone = facts.slice(at, at + AT_ONCE).map(({ key, version }) => ({ key, version: version.toISOString() }));
      removed += await this.db.asSystem(`sync:${source.id}/${stream.id}`, async (em) => {
        await holdLease(em, lease);
        await em.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`sync ${source.id} ${stream.target}`]);
        const went = await removeFacts(em, kind, source.id, runId, gone);
        await this.ledger.count(em, runId, { ...noCounts(), fetched: went.length, removed: went.length });
        await LiveEvents.announce(em, went.map(({ beneficiaryId }) => ({ topic: kind.topic, beneficiaryId })));
        return went.length;
      });
    }
    return removed;
  }

  /** Those of these patient numbers that belong to nobody of ours. */
  async strangers(source: ActiveSource, patientIds: readonly string[]): Promise<ReadonlySet<string>> {
    const asked = [...new Set(patientIds)];
    if (asked.length === 0) return new Set();
    const rows: { id: string }[] = await this.db.asSystem('full-scan', (em) =>
      em.query(`select patient_id as id from patient_link where source_system = $1 and patient_id = any ($2) and active`, [source.connector.patientNumbersOf, asked]),
    );
    const ours = new Set(rows.map(({ id }) => id));
    return new Set(asked.filter((id) => !ours.has(id)));
  }

  announceHeld(em: EntityManager, { source, stream }: ScanRequest, scanId: number, count: number): Promise<void> {
    return this.notices.post(em, {
      permission: 'sync:run', level: 'warning', title: `${source.name} ${stream.name}：大量记录在来源中消失`, link: '/sync',
      body: `全量扫描发现 ${count} 条记录在来源中已找不到，数量异常，系统未做任何删除标记。请与来源系统核实，确属删除的可在数据同步中确认。`,
      dedupeKey: `scan:${scanId}`,
    });
  }

  announceReused(em: EntityManager, { source, stream }: ScanRequest, scanId: number, count: number): Promise<void> {
    return this.notices.post(em, {
      permission: 'sync:run', level: 'warning', title: `${source.name} ${stream.name}：业务编号改属他人`, link: '/sync',
      body: `来源中有 ${count} 个业务编号现在属于其他患者，原记录已标记为源端已删除并保留历史。请与来源系统核实编号是否被重复使用。`,
      dedupeKey: `reused:${scanId}`,
    });
  }
}
