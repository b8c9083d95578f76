import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { type Caller, CallerSource } from '../access/caller.js';
import { applicationUrl } from '../database/application-url.js';
import type { Permission } from '../access/permissions.js';
import { ScopedDatabase } from '../database/scoped-database.js';

export const TOPICS = ['visits', 'labs', 'checkups', 'orders', 'notes', 'surgeries', 'exams', 'appointments', 'roster', 'sync', 'notices', 'matching', 'dictionaries', 'operations', 'jobs'] as const;
export type Topic = (typeof TOPICS)[number];

/** What some topics tell is for those only who may read it. */
const TOPIC_NEEDS: Readonly<Partial<Record<Topic, Permission>>> = { matching: 'match:read', operations: 'system:read' };

/** Something changed; the page asks for it anew. Ids only, never content. */
export interface LiveEvent {
  readonly topic: Topic;
  readonly beneficiaryId: string | null;
  /** For this account only. */
  readonly userId?: string;
  readonly at: string;
}

type Deliver = (events: readonly LiveEvent[]) => void;

const CHANNEL = 'live';
const GATHER_MS = 150;
const RECONNECT_MS = 1_000;
/** A session that ran out makes no event; its line is closed this much later at most. */
const SWEEP_MS = 30_000;

/** Tells open pages what changed, of the people whom their reader may see. PostgreSQL carries the news, so every instance hears it. */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly readers = new Map<Deliver, { caller: Caller; end: () => void }>();
  private readonly gathered = new Map<string, LiveEvent>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private sweep: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly callers: CallerSource,
    private readonly environment: Environment,
  ) {}

  /** Sent when the transaction of `em` commits, and only then. */
  static async announce(em: EntityManager, events: readonly Omit<LiveEvent, 'at'>[]): Promise<void> {
    if (events.length === 0) return;
    const at = new Date().toISOString();
    await em.query(`select pg_notify('${CHANNEL}', event) from unnest($1::text[]) as event`, [
      events.map((event) => JSON.stringify({ ...event, at })),
    ]);
  }

  subscribe(caller: Caller, deliver: Deliver, end: () => void): () => void {
    this.readers.set(deliver, { caller, end });
    return () => this.readers.delete(deliver);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.environment.values.ROLE.includes('http')) return;
    await this.listen();
    this.sweep = setInterval(() => this.gather({}), SWEEP_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.sweep);
    clearTimeout(this.timer);
    for (const { end } of this.readers.values()) end();
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: applicationUrl(this.environment.values), application_name: 'cadre-health live' });
    client.on('notification', ({ payload }) => this.gather(JSON.parse(payload ?? '{}') as Partial<LiveEvent>));
    const again = (): void => {
      if (!this.stopping && this.client === client) setTimeout(() => void this.listen(), RECONNECT_MS);
      if (this.client === client) this.client = undefined;
    };
    client.on('error', again);
    client.on('end', again);
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      this.log.warn('the line for live events is down, trying again');
      again();
    }
  }

  /** An event without a topic says that sessions have ended: every reader is looked at, nothing is told. */
  private gather(event: Partial<LiveEvent>): void {
    if (event.topic) this.gathered.set(`${event.topic} ${event.beneficiaryId ?? ''} ${event.userId ?? ''}`, event as LiveEvent);
    this.timer ??= setTimeout(() => void this.hand(), GATHER_MS);
  }

  private async hand(): Promise<void> {
    const events = [...this.gathered.values()];
    this.gathered.clear();
    this.timer = undefined;
    for (const [deliver, reader] of this.readers) {
      try {
        const caller = await this.callers.callerOf(reader.caller.sessionId, { ...reader.caller.request, trailed: 'allowed' });
        if (!caller) {
          this.readers.delete(deliver);
          reader.end();
          continue;
        }
        const seen = await this.visible(caller, events);
        if (seen.length) deliver(seen);
      } catch {
        this.log.warn('live events were not delivered to one reader');
      }
    }
  }

  private async visible(caller: Caller, events: readonly LiveEvent[]): Promise<LiveEvent[]> {
    const people = [...new Set(events.flatMap(({ beneficiaryId }) => (beneficiaryId ? [beneficiaryId] : [])))];
    const rows: { id: string }[] = people.length
      ? await this.db.asCaller(caller, (em) => em.query('select id from beneficiary where id = any ($1)', [people]))
      : [];
    const seen = new Set(rows.map(({ id }) => id));
    return events.filter(({ topic, beneficiaryId, userId }) => {
      if (userId !== undefined) return userId === caller.userId;
      const needs = TOPIC_NEEDS[topic];
      return needs ? caller.permissions.has(needs) : beneficiaryId === null || seen.has(beneficiaryId);
    });
  }
}
