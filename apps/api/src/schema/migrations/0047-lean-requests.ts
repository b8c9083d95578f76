import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '../../platform/database/row-guard.js';

/**
 * What every request asks of the database, in forms that cost little. Whom a caller reaches by access is one plain look-up in a view
 * that shows nothing but what the transaction's scope reaches, instead of a table that asks its own policy again for every table
 * that is read; who a session speaks for is one function whose plans are kept.
 */
export class LeanRequests1800000000047 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Runs with its owner's rights: its own condition is the rule. For narrowed callers it is empty, they have scope_people().
      create view scope_reach as
        select a.beneficiary_id from person_access a
        where not (select scope_flag('narrowed'))
          and (a.department_code = any ((select scope_departments())::text[]) or a.staff_no = (select scope_staff()))
          and (a.valid_until is null or a.valid_until > now() or (select scope_flag('past_access')));
      comment on view scope_reach is 'scoped by itself: shows ids of people within the reach of the transaction only';

      -- The person whom a narrowed caller's request is about, when he is within his reach.
      create function scope_seen() returns uuid language sql stable set search_path = public as $fn$
        select case when scope_sees_asked() then scope_asked() end
      $fn$;

      drop function care_level_on(uuid, timestamptz, text);`);
    await grantToApp(db, 'scope_reach', 'select');
    await db.query(`
      -- Hardly any session has somebody 机密 open, hardly any account a clearance: they are looked into only where there is one.
      create function session_caller(asked uuid, idle_minutes double precision) returns table (
        user_id uuid, username text, name text, staff_no text, department_code text, rights_version bigint, fresh_at timestamptz,
        must_change_password boolean, password_changed_at timestamptz, has_second_factor boolean, rested boolean, cleared boolean, opened json)
      language plpgsql stable security definer set search_path = public as $fn$
      #variable_conflict use_column
      begin
        select u.id, u.username, u.name, u.staff_no, u.department_code, u.rights_version, s.fresh_at, u.must_change_password,
            u.password_changed_at, u.second_factor_cipher is not null, s.active_at < now() - least(0.5, idle_minutes / 20) * interval '1 minute',
            exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until),
            case when exists (select 1 from confidential_opening o where o.user_id = u.id and o.session_id = s.id and o.ended_at is null and now() < o.valid_until)
              or exists (select 1 from care_team_member t where t.user_id = u.id and now() >= t.valid_from and now() < t.valid_until)
              then null else '[]'::json end
          into user_id, username, name, staff_no, department_code, rights_version, fresh_at, must_change_password,
            password_changed_at, has_second_factor, rested, cleared, opened
          from session s join app_user u on u.id = s.user_id
          where s.id = asked and s.ended_at is null and now() < s.expires_at and s.active_at > now() - idle_minutes * interval '1 minute'
            and u.status = 'active';
        if not found then return; end if;
        if cleared then cleared := exists (select 1 from clearance_reach(user_id)); end if;
        if opened is null then
          opened := (select coalesce(json_agg(json_build_object('beneficiaryId', o.beneficiary_id, 'kind', o.kind, 'reason', o.reason, 'shownAs', o.shown_as)), '[]')
            from opened_people(user_id, asked) o);
        end if;
        return next;
      end $fn$;
      drop function session_state(uuid, double precision);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
