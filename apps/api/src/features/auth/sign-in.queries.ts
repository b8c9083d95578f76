import { Injectable } from '@nestjs/common';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

/** Wrong passwords in a row that lock an account, and for how long. */
const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
/** How long a password that somebody else made opens the account, for its own change only. */
const ONE_TIME_HOURS = 24;
/** Failures from one address inside the same time, over all accounts. */
const MOST_FROM_ADDRESS = 50;

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly status: string;
  readonly locked: boolean;
  readonly secondFactorCipher: string | null;
  readonly lastStep: number;
  /** A one-time password that nobody used in time. */
  readonly lapsed: boolean;
}

const ACCOUNT = `select id, username, password_hash as "passwordHash", status, coalesce(now() < locked_until, false) as locked,
  second_factor_cipher as "secondFactorCipher", coalesce(second_factor_last_step, 0) as "lastStep",
  must_change_password and coalesce(password_changed_at, '-infinity') < now() - interval '${ONE_TIME_HOURS} hours' as lapsed from app_user`;

/** What a sign-in reads and counts. Counters live in the database: a restart forgets nothing. */
@Injectable()
export class SignInQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async byUsername(username: string): Promise<Account | null> {
    const [account]: Account[] = await this.db.asSystem('sign-in', (em) => em.query(`${ACCOUNT} where username = $1`, [username]));
    return account ?? null;
  }

  async byId(id: string): Promise<Account | null> {
    const [account]: Account[] = await this.db.asSystem('sign-in', (em) => em.query(`${ACCOUNT} where id = $1`, [id]));
    return account ?? null;
  }

  async addressIsOpen(ip: string): Promise<boolean> {
    const [row]: { failures: number }[] = await this.db.asSystem('sign-in', (em) =>
      em.query(
        `select coalesce(sum(failures), 0)::int as failures from sign_in_attempt
         where ip = $1 and minute > now() - $2 * interval '1 minute'`,
        [ip, LOCK_MINUTES],
      ),
    );
    return row!.failures < MOST_FROM_ADDRESS;
  }

  async failed(userId: string | null, ip: string): Promise<void> {
    await this.db.asSystem('sign-in', async (em) => {
      await em.query(
        `insert into sign_in_attempt (ip, minute, failures) values ($1, date_trunc('minute', now()), 1)
         on conflict (ip, minute) do update set failures = sign_in_attempt.failures + 1`,
        [ip],
      );
      if (userId === null) return;
      await em.query(
        `update app_user set
           failed_count = case when failed_count + 1 >= $2 then 0 else failed_count + 1 end,
           locked_until = case when failed_count + 1 >= $2 then now() + $3 * interval '1 minute' else locked_until end
         where id = $1 and coalesce(locked_until, '-infinity') < now()`,
        [userId, MOST_FAILURES, LOCK_MINUTES],
      );
    });
  }

  async succeeded(userId: string): Promise<void> {
    await this.db.asSystem('sign-in', (em) =>
      em.query(`update app_user set failed_count = 0, locked_until = null where id = $1 and (failed_count > 0 or locked_until is not null)`, [userId]),
    );
  }

  /** False when a code of this step was taken already or the account was locked, also by a request at the same moment. */
  async takeStep(userId: string, step: number): Promise<boolean> {
    const [taken]: [unknown[], number] = await this.db.asSystem('sign-in', (em) =>
      em.query(
        `update app_user set second_factor_last_step = $2 where id = $1 and coalesce(second_factor_last_step, 0) < $2
           and coalesce(locked_until, '-infinity') < now() returning id`,
        [userId, step],
      ),
    );
    return taken.length > 0;
  }
  /** A recovery code is good once, also for two who send it at the same moment. */
  async takeRecoveryCode(userId: string, codeHash: string): Promise<boolean> {
    const [taken]: [unknown[], number] = await this.db.asSystem('sign-in', (em) =>
      em.query(
        `update recovery_code r set used_at = now() from app_user u
         where r.user_id = $1 and r.code_hash = $2 and r.used_at is null and u.id = r.user_id and coalesce(u.locked_until, '-infinity') < now()
         returning r.user_id`,
        [userId, codeHash],
      ),
    );
    return taken.length > 0;
  }
}
