import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What opened 机密 people are called among others, and candidates about them for nobody but those who have opened them. */
export class NamesOfTheOpened1800000000038 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function opened_people(uuid, uuid);
      -- The 机密 people who are open to a session now: opened by it, or in the care of its user; shown_as is what lists call them.
      create function opened_people(asked uuid, in_session uuid)
      returns table (beneficiary_id uuid, kind text, reason text, valid_until timestamptz, shown_as text)
      language sql stable security definer set search_path = public as $fn$
        select o.beneficiary_id, o.kind, o.reason, o.valid_until, coalesce(b.alias_name, '机密对象') from (
          select o.beneficiary_id, o.kind, o.reason, o.valid_until from confidential_opening o
          where o.user_id = asked and o.session_id = in_session and o.ended_at is null and now() < o.valid_until
            and (o.kind = 'emergency' or o.beneficiary_id in (select clearable_people(asked)))
          union all
          select t.beneficiary_id, 'care-team', t.reason, t.valid_until from care_team_member t
          where t.user_id = asked and now() >= t.valid_from and now() < t.valid_until
        ) o join beneficiary b on b.id = o.beneficiary_id
      $fn$;

      -- A clearance alone opens nobody: who a patient may be is for those to whom the person is open.
      alter policy match_candidate_scope on match_candidate using ((select scope_flag('system')) or (select scope_flag('matching'))
        and (not confidential or beneficiary_id = any ((select string_to_array(nullif(current_setting('scope.opened', true), ''), ','))::uuid[])));`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
