import { hostname } from 'node:os';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import { AuditProof } from '../../platform/audit/chain/audit-proof.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

const EVERY_MS = 10_000;
const ME = `${hostname()}:${process.pid}`;

/** Says every few seconds that this process lives, and how far the audit chain has come. */
@Injectable()
export class HeartbeatService implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly proof: AuditProof,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.values.ROLE.length === 0) return;
    this.timer = setInterval(() => this.tick(), EVERY_MS).unref();
    this.tick();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
  }

  async beat(): Promise<void> {
    const { ROLE } = this.environment.values;
    const { last, anchors } = await this.proof.standing();
    await this.db.asSystem('heartbeat', async (em) => {
      for (const role of ROLE) {
        await em.query(
          `insert into heartbeat (name, process, at, detail) values ($1, $2, now(), $3)
           on conflict (name) do update set process = excluded.process, at = excluded.at, detail = excluded.detail`,
          [role, ME, JSON.stringify({ memoryMb: Math.round(process.memoryUsage().rss / 2 ** 20), upSeconds: Math.round(process.uptime()) })],
        );
      }
      await em.query(
        `insert into heartbeat (name, process, at, detail)
         select 'audit-chain', $1, now(), jsonb_build_object('block', $2::bigint, 'chainedAt', $3::text, 'anchorAt', $4::text, 'waitingSince',
           (select min(at) from access_trail where seq > $5))
         on conflict (name) do update set process = excluded.process, at = excluded.at, detail = excluded.detail`,
        [ME, last?.seq ?? null, last?.at ?? null, anchors.at(-1)?.at ?? null, last?.accessSeen ?? 0],
      );
    });
  }

  private tick(): void {
    // A database that is away is told by the health page itself.
    this.beating ??= this.beat()
      .catch(() => undefined)
      .finally(() => (this.beating = undefined));
  }
}
