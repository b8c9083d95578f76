import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { PullTransport } from '@cadre/connector-kit/pull-transport';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Notices } from '../../sms/notices.port.js';
import { messageOf } from '../pull-run.service.js';
import type { ActiveSource } from '../source-registry.js';
import { SourceTransports } from '../source-transports.js';
import { type Compared, readUpTo, rosterNumbers, sumOurs, takeTheirs } from './both-sides.js';
import { dayOf, dayStart, DaySums, newHashKey } from './day-sums.js';
import { type Difference, differences } from './differences.js';
import { judgedKind } from './live-facts.js';
import { ReconciliationLedger } from './reconciliation-ledger.js';

const DAY_MS = 86_400_000;

/** Days inclusive, `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Which data sets can be compared: those that show what there is. */
export const comparable = (stream: StreamSpec): boolean => judgedKind(stream) !== null;

/** Holds a data set against its source, day by day: counts and a keyed hash first, and only where they differ the records. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly ledger: ReconciliationLedger,
    private readonly notices: Notices,
    private readonly environment: Environment,
  ) {}

  /** Writes down that it has begun; the comparison itself is `carryOut`. */
  begin(source: ActiveSource, stream: StreamSpec, { from, to }: Span, requestedBy: string): Promise<number> {
    return this.ledger.start({ sourceId: source.id, streamId: stream.id, from, to, requestedBy });
  }

  /** Its failure is written down and thrown. */
  async carryOut(id: number, source: ActiveSource, stream: StreamSpec, span: Span, signal: AbortSignal): Promise<void> {
    const transports = new SourceTransports(source);
    try {
      await this.compare(id, await this.comparedOf(source, stream, span), transports.of(stream), signal);
    } catch (problem) {
      await this.ledger.failed(id, messageOf(problem));
      throw problem;
    } finally {
      await transports.close();
    }
  }

  private comparedOf(source: ActiveSource, stream: StreamSpec, { from, to }: Span): Promise<Compared> {
    return this.db.asSystem('reconciliation', async (em) => ({
      source, stream, kind: judgedKind(stream)!, from: dayStart(from),
      to: Math.min(dayStart(to) + DAY_MS, await readUpTo(em, source.id, stream)),
      ours: await rosterNumbers(em, source.connector.patientNumbersOf),
    }));
  }

  private async compare(id: number, compared: Compared, transport: PullTransport, signal: AbortSignal): Promise<void> {
    const hashKey = newHashKey();
    const theirs = new DaySums(hashKey);
    const options = { pageSize: this.environment.values.SYNC_PAGE_SIZE, signal };
    const [, ours] = await Promise.all([
      takeTheirs(compared, transport, options, (key, version) => theirs.add(key, version)),
      this.db.asSystem('reconciliation', (em) => sumOurs(em, compared, hashKey)),
    ]);
    const days = daysOf(compared);
    const differing = new Set(days.filter((day) => theirs.of(day).hash !== ours.of(day).hash || theirs.of(day).count !== ours.of(day).count));
    await this.db.asSystem('reconciliation', async (em) => {
      const found: Difference[] = differing.size ? await differences(em, compared, { transport, options, days: differing }) : [];
      const verdict = await this.ledger.finish(em, id, { theirs, ours, days, found });
      const { source, stream } = compared;
      if (verdict.differences === 0 || (await hasAlarmRule(em, source.id))) return;
      await this.notices.post(em, {
        permission: 'sync:run', level: 'warning', title: `${source.name} ${stream.name}：对账不符`, link: '/sync',
        body: `${verdict.message}。请在数据同步的对账页查看差异，可一键补取。`, dedupeKey: `reconciliation:${id}`,
      });
    });
  }
}

function daysOf({ from, to }: Compared): number[] {
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Where somebody has set a rule for differences, that rule tells of them. */
async function hasAlarmRule(em: EntityManager, sourceId: string): Promise<boolean> {
  const rules: unknown[] = await em.query(`select 1 from alarm_rule where kind = 'difference' and enabled and coalesce(source_id, $1) = $1`, [sourceId]);
  return rules.length > 0;
}
