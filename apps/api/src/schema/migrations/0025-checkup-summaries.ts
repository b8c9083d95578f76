import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** What the hospital writes about a check-up (干保小结), in editions of which a published one is never changed, and the phrases it writes with. */
export class CheckupSummaries1800000000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a reader of the report would see: a summary knows which content it was written on, whatever else of the record changes.
      create function checkup_content(asked uuid) returns text language sql stable set search_path = public as $fn$
        select md5(concat_ws('|', c.conclusion, c.advice,
          (select string_agg(concat_ws('~', i.item_no, i.identity_code, i.state, i.value_text, i.unit, i.range_text, i.flag), '|' order by i.item_no)
            from checkup_item i where i.checkup_id = c.id),
          (select string_agg(concat_ws('~', s.section_no, s.summary), '|' order by s.section_no) from checkup_section s where s.checkup_id = c.id)))
        from checkup c where c.id = asked
      $fn$;

      create table checkup_summary (
        id uuid primary key default gen_random_uuid(),
        checkup_id uuid not null references checkup (id),
        beneficiary_id uuid not null, confidential boolean not null,
        edition integer not null,
        status text not null default 'draft' check (status in ('draft', 'submitted', 'approved', 'published', 'superseded', 'withdrawn')),
        body text not null default '', advice jsonb not null default '[]',
        risk_level text check (risk_level in ('low', 'medium', 'high')),
        reason text, content_hash text not null,
        author text not null, author_name text not null, edited_by text not null, edited_by_name text not null,
        submitted_by text, submitted_at timestamptz, approved_by text, approved_by_name text, approved_at timestamptz,
        published_by text, published_at timestamptz, withdrawn_by text, withdrawn_at timestamptz, withdrawal_reason text,
        version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
        unique (checkup_id, edition));
      create unique index checkup_summary_in_work on checkup_summary (checkup_id) where status in ('draft', 'submitted', 'approved');
      create unique index checkup_summary_in_force on checkup_summary (checkup_id) where status = 'published';
      create index on checkup_summary (beneficiary_id);

      -- Whatever the program does: what was once published keeps its words.
      create function refuse_rewriting() returns trigger language plpgsql as $fn$
      begin
        if tg_op = 'DELETE' then raise exception 'summaries are kept'; end if;
        if old.status in ('published', 'superseded', 'withdrawn')
          and (old.body, old.advice, old.risk_level, old.edition, old.checkup_id, old.reason, old.author, old.published_at)
            is distinct from (new.body, new.advice, new.risk_level, new.edition, new.checkup_id, new.reason, new.author, new.published_at)
        then raise exception 'a published summary is never changed'; end if;
        return new;
      end $fn$;
      create trigger checkup_summary_kept before update or delete on checkup_summary for each row execute function refuse_rewriting();

      -- A check-up that turns out to be another person's takes its summaries along.
      create function summaries_follow() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        update checkup_summary set beneficiary_id = new.beneficiary_id, confidential = new.confidential where checkup_id = new.id;
        return null;
      end $fn$;
      create trigger checkup_summaries_follow after update of beneficiary_id on checkup
        for each row when (old.beneficiary_id is distinct from new.beneficiary_id) execute function summaries_follow();

      create table summary_snippet (
        id uuid primary key default gen_random_uuid(),
        owner_id uuid, department_code text, title text not null, text text not null,
        created_by text not null, created_at timestamptz not null default now());
      create index on summary_snippet (owner_id);`);
    await guardTable(db, 'checkup_summary', {
      visibleWhen: visiblePerson('checkup_summary.beneficiary_id', 'checkup_summary.confidential'),
      record: 'every-change', grant: 'select, insert, update',
    });
    await guardTable(db, 'summary_snippet', {
      visibleWhen: `owner_id = (select scope_user()) or department_code = any ((select scope_departments())::text[])
        or department_code = (select department_code from app_user where id = (select scope_user()))`,
      record: 'every-change',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
