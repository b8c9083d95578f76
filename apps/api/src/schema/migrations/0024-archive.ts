import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable, visiblePerson } from '../../platform/database/row-guard.js';
import { STARTER_RULES } from './archive-rules.table.js';
import { STARTER_TEMPLATES } from './archive-templates.table.js';

/** Rules and templates by which a record is put together, the versions that were made of it, their files and where they were sent. */
export class Archive1800000000024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The whole set at each change: a record says by which one it was made, and that one can still be read.
      create table archive_rule_set (
        version integer primary key, rules jsonb not null, change text not null,
        changed_by text not null, changed_at timestamptz not null default now());

      create table archive_template (
        id uuid primary key default gen_random_uuid(),
        name text not null, scope text not null check (scope in ('own', 'department', 'hospital')),
        audience text not null default 'staff' check (audience in ('staff', 'patient')),
        owner_id uuid, owner_name text not null, department_code text,
        status text not null default 'draft' check (status in ('draft', 'published', 'disabled')),
        version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create table archive_template_version (
        template_id uuid not null references archive_template (id) on delete cascade, version integer not null,
        blocks jsonb not null, changed_by text not null, changed_at timestamptz not null default now(),
        primary key (template_id, version));

      create table archive_version (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id), confidential boolean not null,
        version integer not null, number text not null unique,
        template_id uuid not null references archive_template (id), template_version integer not null, template_name text not null,
        audience text not null, rule_version integer not null references archive_rule_set (version),
        as_of timestamptz not null, period_from date, period_to date,
        content jsonb not null, content_hash text not null, missing text[] not null,
        generated_by text not null, generated_name text not null, generated_at timestamptz not null default now(),
        opinion text, signed_by text, signed_name text, signed_at timestamptz,
        unique (beneficiary_id, version));
      create index on archive_version (generated_at, id);

      create table archive_file (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        archive_id uuid not null references archive_version (id),
        code text not null unique, sha256 text, pages integer, bytes integer, signed boolean not null, reason text,
        made_by text not null, made_at timestamptz not null default now());
      create index on archive_file (archive_id);
      create index on archive_file (beneficiary_id);

      create table archive_delivery (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        archive_id uuid not null references archive_version (id),
        status text not null default 'sent' check (status in ('sent', 'read', 'downloaded', 'revoked')),
        sent_by text not null, sent_name text not null, sent_at timestamptz not null default now(), expires_at timestamptz not null,
        read_at timestamptz, downloaded_at timestamptz, revoked_by text, revoked_at timestamptz, revoke_reason text);
      create index on archive_delivery (beneficiary_id, sent_at);
      create index on archive_delivery (sent_at, id);
      -- What waits to be told to him. It carries no content: whoever sends it adds the hospital's name and nothing else.
      create table archive_notice (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        delivery_id uuid not null references archive_delivery (id),
        text text not null, status text not null default 'waiting' check (status in ('waiting', 'taken', 'withdrawn')),
        made_at timestamptz not null default now(), taken_at timestamptz);
      create index on archive_notice (status, made_at);`);
    await db.query(`insert into archive_rule_set (version, rules, change, changed_by) values (1, $1, '随系统提供的慢性病规则', 'system')`, [JSON.stringify(STARTER_RULES)]);
    for (const { id, name, audience, blocks } of STARTER_TEMPLATES) {
      await db.query(
        `insert into archive_template (id, name, scope, audience, owner_name, status) values ($1, $2, 'hospital', $3, '系统', 'published')`,
        [id, name, audience],
      );
      await db.query(`insert into archive_template_version (template_id, version, blocks, changed_by) values ($1, 1, $2, 'system')`, [id, JSON.stringify(blocks)]);
    }
    await openTable(db, 'archive_rule_set', 'select, insert');
    await openTable(db, 'archive_template');
    await openTable(db, 'archive_template_version', 'select, insert');
    const visible = (table: string) => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    // What was generated is never changed: only the signature is added to it.
    await guardTable(db, 'archive_version', {
      visibleWhen: visible('archive_version'), record: 'nothing', grant: 'select, insert, update (opinion, signed_by, signed_name, signed_at)',
    });
    await guardTable(db, 'archive_file', { visibleWhen: visible('archive_file'), record: 'nothing', grant: 'select, insert, update (sha256, pages, bytes)' });
    await guardTable(db, 'archive_delivery', { visibleWhen: visible('archive_delivery'), record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'archive_notice', { visibleWhen: visible('archive_notice'), record: 'nothing', grant: 'select, insert, update' });
    // Whoever holds a printed file may ask whether it is unaltered and current, and learns nothing of the person.
    await db.query(`
      create function archive_file_state(asked text)
      returns table (number text, version integer, made_at timestamptz, pages integer, sha256 text, signed boolean, newest boolean)
      language sql stable security definer set search_path = public as $fn$
        select v.number, v.version, f.made_at, f.pages, f.sha256, f.signed,
          not exists (select 1 from archive_version n where n.beneficiary_id = v.beneficiary_id and n.version > v.version)
        from archive_file f join archive_version v on v.id = f.archive_id where f.code = asked and f.sha256 is not null
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
