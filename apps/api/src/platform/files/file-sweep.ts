import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { FileVault } from './file-vault.js';

const SWEEP_MS = 5 * 60_000;
/** What nobody has entered by then was left by a process that died while it wrote. */
const ORPHAN_MS = 6 * 3_600_000;
/** The record of a job, its result included, is kept this long after its end. */
const JOB_DAYS = 90;

/** Takes away files whose day is over, what was never finished, and records of jobs of long ago. */
@Injectable()
export class FileSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('files');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    this.timer = setInterval(() => void this.sweep().catch(() => this.log.warn('the files could not be looked through')), SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Answers how many files were removed. The bytes go first: a row without its file is found again, a file without its row is not. */
  async sweep(): Promise<number> {
    const expired: { id: string }[] = await this.db.asSystem('files', (em) => em.query('select id from stored_file where expires_at <= now()'));
    for (const { id } of expired) await this.vault.remove(id);
    await this.db.asSystem('files', async (em) => {
      await em.query('delete from stored_file where id = any ($1)', [expired.map(({ id }) => id)]);
      await em.query(`delete from background_job where finished_at < now() - $1 * interval '1 day'`, [JOB_DAYS]);
    });
    return expired.length + (await this.removeOrphans());
  }

  private async removeOrphans(): Promise<number> {
    const old = (await this.vault.lying()).filter(({ changed }) => changed < Date.now() - ORPHAN_MS).map(({ name }) => name);
    if (old.length === 0) return 0;
    const known: { id: string }[] = await this.db.asSystem('files', (em) => em.query('select id::text as id from stored_file where id::text = any ($1)', [old]));
    const kept = new Set(known.map(({ id }) => id));
    const orphans = old.filter((name) => !kept.has(name));
    for (const name of orphans) await this.vault.remove(name);
    return orphans.length;
  }
}
