import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** Accounts of service objects and their proxies on the phone: who has one, what he is sent to begin with, his devices, what was done with it. */
export class PhoneAccounts1800000000036 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table phone_account (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id), confidential boolean not null,
        -- The proxy whose account it is; null: the person himself.
        contact_id uuid references person_contact (id) on delete cascade,
        state text not null check (state in ('invited', 'active', 'disabled', 'closed')),
        -- The number that was proved by the first sign-in.
        phone_cipher text, wechat_name text, failures integer not null default 0, locked_until timestamptz,
        activated_at timestamptz, state_reason text, version integer not null default 1,
        created_by text not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create unique index phone_account_own on phone_account (beneficiary_id) where contact_id is null;
      create unique index phone_account_proxy on phone_account (contact_id) where contact_id is not null;
      create index on phone_account (beneficiary_id);

      create table phone_message (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        account_id uuid not null references phone_account (id) on delete cascade,
        phone_cipher text not null, text_cipher text, phone_mark text not null, code_mark text not null,
        status text not null default 'waiting' check (status in ('waiting', 'taken', 'used', 'withdrawn')),
        made_at timestamptz not null default now(), taken_at timestamptz, expires_at timestamptz not null);
      create index on phone_message (account_id, made_at);
      create index on phone_message (phone_mark, made_at);

      create table phone_session (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        account_id uuid not null references phone_account (id) on delete cascade,
        token_hash text not null unique, device text not null, started_at timestamptz not null default now(),
        last_used_at timestamptz not null default now(), expires_at timestamptz not null, ended_at timestamptz, end_reason text);
      create index on phone_session (account_id);

      create table phone_act (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        account_id uuid not null, actor_name text not null, relation text, act text not null, at timestamptz not null default now());
      create index on phone_act (beneficiary_id, at);`);
    const visible = (table: string): string => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    await guardTable(db, 'phone_account', { visibleWhen: visible('phone_account'), record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'phone_message', { visibleWhen: visible('phone_message'), record: 'nothing', grant: 'select, insert, update' });
    await guardTable(db, 'phone_session', { visibleWhen: visible('phone_session'), record: 'nothing', grant: 'select, insert, update' });
    await guardTable(db, 'phone_act', { visibleWhen: visible('phone_act'), record: 'nothing', grant: 'select, insert' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
