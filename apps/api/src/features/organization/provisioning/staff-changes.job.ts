import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { EXPECTED_ACCOUNTS } from './expected-accounts.js';

/** Accounts of leavers in one round, at least; more than a tenth of all is a broken list of staff, not a wave of farewells. */
const FEW = 10;
const SHARE = 0.1;

/** Gone from the HIS under every number they had there. The last of a power stays: somebody has to let the next one in. */
const LEAVERS = `select u.id from app_user u where u.status in ('active', 'pending') and u.staff_no is not null
  and exists (select 1 from staff s where s.staff_no = u.staff_no and s.source_system <> 'local')
  and not exists (select 1 from staff s where s.staff_no = u.staff_no and s.active and s.deleted_at is null)
  and only_holder_of(u.id) = '{}'`;

export interface StaffChanges {
  readonly made: number;
  readonly disabled: number;
}

/** What a change of the staff in the HIS means for accounts: new ones wait to be let in, those of leavers are shut. */
@Injectable()
export class StaffChangesJob {
  private readonly log = new Logger('provisioning');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  @Cron('45 */5 * * * *')
  async look(): Promise<void> {
    if (this.environment.values.ROLE.includes('jobs')) await this.follow();
  }

  follow(): Promise<StaffChanges> {
    return this.db.asSystem('provisioning', async (em) => {
      await em.query(`select pg_advisory_xact_lock(hashtext('last administrator'))`);
      return { disabled: await this.shutLeavers(em), made: await makeAccounts(em) };
    });
  }

  private async shutLeavers(em: EntityManager): Promise<number> {
    const [{ leavers, accounts }]: [{ leavers: string[]; accounts: number }] = await em.query(
      `select array(${LEAVERS}) as leavers,
         (select count(*)::int from app_user where staff_no is not null and status in ('active', 'pending')) as accounts`,
    );
    if (leavers.length > Math.max(FEW, accounts * SHARE)) {
      this.log.error({ leavers: leavers.length, accounts }, 'too many would lose their accounts at once; nothing was done');
      return 0;
    }
    if (leavers.length === 0) return 0;
    await em.query(
      `update app_user set status = 'disabled', status_reason = 'left-hospital', status_changed_at = now(), rights_version = rights_version + 1 where id = any ($1)`,
      [leavers],
    );
    await em.query(`update session set ended_at = now(), end_reason = 'left the hospital' where user_id = any ($1) and ended_at is null`, [leavers]);
    return leavers.length;
  }
}

/** Named by their staff number; without a password, so that nobody gets in before a person has let them. */
async function makeAccounts(em: EntityManager): Promise<number> {
  const made: { id: string; role: string }[] = await em.query(
    `${EXPECTED_ACCOUNTS}, made as (
       insert into app_user (username, name, staff_no, department_code, password_hash, must_change_password, status, status_reason)
       select lower(c.staff_no), c.name, c.staff_no, (select code from department where code = c.department_code), 'pending', true, 'pending', 'provisioned' from chosen c
       on conflict (username) do nothing returning id, staff_no)
     select m.id, c.role_code as role from made m join chosen c using (staff_no)`,
  );
  await em.query('insert into user_role (user_id, role_code) select * from unnest($1::uuid[], $2::text[])', [
    made.map(({ id }) => id), made.map(({ role }) => role),
  ]);
  return made.length;
}
