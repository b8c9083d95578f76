import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import { hashPassword } from '../../platform/crypto/password.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import type { NewAccount } from './new-account.js';

/** Random passwords are long enough for every profile and have no characters that are read wrongly. */
const randomPassword = (): string => `${randomBytes(12).toString('base64url').replace(/[-_lIO0]/g, 'x')}7Aq!`;

/** Makes accounts from the command line. There is no default password anywhere. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  /** One account per staff role with a random password, at the first start of a demonstration. Returns the file they are in. */
  async makeDemoAccounts(): Promise<string> {
    const file = join(this.environment.values.DATA_DIR, 'demo-accounts.json');
    if (existsSync(file)) return file;
    const made: { username: string; password: string; role: string }[] = [];
    for (const account of DEMO_ACCOUNTS) {
      made.push({ username: account.username, password: await this.make(account, { mustChange: false }), role: account.role });
    }
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
    return file;
  }

  /** Makes or resets an account and returns its new password, which is shown once. */
  async make(account: NewAccount, { mustChange }: { mustChange: boolean }): Promise<string> {
    const password = randomPassword();
    const hash = await hashPassword(password);
    await this.db.asSystem('accounts', async (em) => {
      const [{ id }]: [{ id: string }] = await em.query(
        `insert into app_user (username, name, staff_no, department_code, password_hash, password_changed_at, must_change_password, demo)
         values ($1, $2, $3, $4, $5, now(), $6, $7)
         on conflict (username) do update set password_hash = excluded.password_hash, password_changed_at = now(),
           must_change_password = excluded.must_change_password, status = 'active', failed_count = 0, locked_until = null
         returning id`,
        [account.username, account.name, account.staffNo, account.departmentCode, hash, mustChange, account.demo],
      );
      await em.query('insert into user_role (user_id, role_code) values ($1, $2) on conflict do nothing', [id, account.role]);
      await em.query(`update session set ended_at = now(), end_reason = 'password reset' where user_id = $1 and ended_at is null`, [id]);
    });
    return password;
  }
}
