import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { applicationUrl } from '../database/application-url.js';
import { type Lane, LANES } from './job-handler.js';
import { JobRunner } from './job-runner.js';
import { JobStore } from './job-store.js';

/** What is delivered: an id, never anything of the job. */
interface Delivery {
  readonly id: string;
}

const LANE_NAMES = Object.keys(LANES) as Lane[];
/** Tries after the first; the wait doubles from two seconds to five minutes. */
const RETRIES = 5;
const QUEUE = { retryLimit: RETRIES, retryDelay: 2, retryBackoff: true, retryDelayMax: 300, expireInSeconds: 6 * 3_600, heartbeatSeconds: 10, deleteAfterSeconds: 3_600 };
/** Where deliveries end that died with their process each time. */
const GIVEN_UP = 'given-up';
const STOP_MS = 8_000;

/** Brings jobs to whoever works on them: pg-boss on our own PostgreSQL, in a schema that `migrate` has made. */
@Injectable()
export class JobDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly works: boolean;
  private boss: Promise<PgBoss> | undefined;

  constructor(
    private readonly runner: JobRunner,
    private readonly store: JobStore,
    private readonly environment: Environment,
  ) {
    this.works = environment.values.ROLE.includes('jobs');
  }

  /** A process that only answers requests connects when the first job is asked of it. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.works) return;
    const boss = await this.started();
    for (const lane of LANE_NAMES) {
      await boss.work<Delivery>(lane, { localConcurrency: LANES[lane], pollingIntervalSeconds: 1, heartbeatRefreshSeconds: 3 }, async ([job]) => {
        if (job) await this.runner.run(job.data.id, job.retryCount >= RETRIES);
      });
    }
    await boss.work<Delivery>(GIVEN_UP, { pollingIntervalSeconds: 5 }, async ([job]) => {
      if (job) await this.store.giveUp(job.data.id);
    });
  }

  /** In the transaction that makes the job: no job without its delivery, no delivery without its job. */
  async send(em: EntityManager, lane: Lane, id: string): Promise<void> {
    const boss = await this.started();
    await boss.send(lane, { id }, { db: { executeSql: async (text, values) => ({ rows: await em.query(text, values) }) } });
  }

  /** What is in hand is told to stop and handed back; another process, or this one when it is back, goes on with it. Before connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    this.runner.stopAll();
    const boss = await this.boss?.catch(() => undefined);
    await boss?.stop({ graceful: true, timeout: STOP_MS });
  }

  private started(): Promise<PgBoss> {
    this.boss ??= this.start().catch((problem: unknown) => {
      this.boss = undefined;
      throw problem;
    });
    return this.boss;
  }

  private async start(): Promise<PgBoss> {
    const boss = new PgBoss({
      connectionString: applicationUrl(this.environment.values), application_name: 'cadre-health jobs', options: '-c timezone=Asia/Shanghai',
      max: this.works ? 3 : 1, migrate: false, createSchema: false, schedule: false, supervise: this.works, reindex: false, monitorVacuum: false,
      superviseIntervalSeconds: 5, monitorIntervalSeconds: 5, maintenanceIntervalSeconds: 600,
    });
    boss.on('error', (problem) => this.log.warn({ name: problem.name }, 'the delivery of jobs is disturbed'));
    await boss.start();
    await boss.createQueue(GIVEN_UP, { retryLimit: RETRIES, deleteAfterSeconds: 3_600 });
    for (const lane of LANE_NAMES) await boss.createQueue(lane, { ...QUEUE, deadLetter: GIVEN_UP });
    return boss;
  }
}
