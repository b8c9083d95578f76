import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account that a file made and nobody ever used can go again as if it had not been, its name included. */
export class ImportedAccounts1800000000037 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- False: it was let in, has a role or a code, or something else knows it by now. Within the reach of whoever asks only.
      create function erase_waiting_account(asked uuid) returns boolean language plpgsql security definer set search_path = public as $fn$
      begin
        if not scope_flag('accounts_write') then raise exception 'Only administrators of accounts erase one'; end if;
        if not exists (select 1 from app_user u where u.id = asked and u.status = 'pending' and u.status_reason = 'imported' and account_in_reach(u.department_code)
            and not exists (select 1 from user_role r where r.user_id = u.id) and not exists (select 1 from user_staff_code c where c.user_id = u.id)) then
          return false;
        end if;
        delete from user_department where user_id = asked;
        delete from app_user where id = asked;
        return true;
      exception when foreign_key_violation then return false;
      end $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
