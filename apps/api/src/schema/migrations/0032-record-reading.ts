import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable, visiblePerson } from '../../platform/database/row-guard.js';

/** What a user has opened, the text that documents are searched by, and documents that need a right of their own. */
export class RecordReading1800000000032 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table visit_seen (
        user_id uuid not null, visit_id uuid not null, seen_at timestamptz not null default now(), primary key (user_id, visit_id));
      create table note_text (
        note_id uuid primary key, beneficiary_id uuid not null references beneficiary (id), confidential boolean not null,
        content_hash text not null, body text not null);
      create index on note_text (beneficiary_id);
      create table restricted_note_word (word text primary key);
      insert into restricted_note_word (word) values
        ('心理'), ('精神'), ('传染病'), ('艾滋'), ('HIV'), ('梅毒'), ('性病'), ('戒毒'), ('机密');
      -- One pattern for a whole question: a function asked of each document would cost more than the reading.
      create function restricted_note_pattern() returns text language sql stable as $fn$
        select coalesce(string_agg(regexp_replace(word, '([^[:alnum:]])', '\\\\\\1', 'g'), '|'), '[^\\s\\S]') from restricted_note_word
      $fn$;`);
    await guardTable(db, 'visit_seen', { visibleWhen: 'user_id = (select scope_user())', record: 'nothing' });
    await openTable(db, 'restricted_note_word', 'select');
    // Whoever may not read the document reads neither an earlier version of it nor its text.
    const readable = (table: string) => `(${visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`)}
      and ((select scope_flag('restricted_notes'))
        or concat_ws(' ', ${table}.title, ${table}.type_name, ${table}.department_name) !~* (select restricted_note_pattern())))`;
    for (const table of ['clinical_note', 'clinical_note_history']) {
      await db.query(`alter policy ${table}_scope on ${table} using ((select scope_flag('system')) or ${readable(table)})`);
    }
    await guardTable(db, 'note_text', {
      visibleWhen: `${visiblePerson('note_text.beneficiary_id', 'note_text.confidential')} and exists (select 1 from clinical_note n where n.id = note_text.note_id)`,
      record: 'nothing',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
