import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** Queries of lists that their owners keep and share. */
export class SavedFilters1800000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table saved_filter (
        id uuid primary key default gen_random_uuid(), owner_id uuid not null references app_user (id),
        list text not null, name text, filters jsonb not null default '{}', query jsonb, shared_roles text[] not null default '{}',
        version integer not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create index on saved_filter (owner_id, list, updated_at);`);
    const visible = (owner: string, roles: string) => `(${owner} = (select scope_user())
      or ${roles} && array(select role_code from user_role where user_id = (select scope_user())))`;
    await guardTable(db, 'saved_filter', {
      visibleWhen: visible('saved_filter.owner_id', 'saved_filter.shared_roles'),
      record: 'every-change',
    });
    // Accounts are the administrators' affair; whose filter it is, those learn who may use it.
    await db.query(`
      create function saved_filter_owner(asked uuid) returns text language sql stable security definer set search_path = public as $fn$
        select u.name from saved_filter f join app_user u on u.id = f.owner_id where f.id = asked and ${visible('f.owner_id', 'f.shared_roles')}
      $fn$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
