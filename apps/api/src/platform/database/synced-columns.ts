/** Columns that every table filled from a source carries: where the fact came from, which version it is, whose it is. */
export const SYNCED_COLUMNS = `
  id uuid primary key default gen_random_uuid(),
  source_system text not null, source_key text not null,
  source_version timestamptz not null, source_rank smallint not null, content_hash text not null,
  run_id bigint, inbox_id bigint, inbox_index integer,
  recorded_from timestamptz not null default now(),
  deleted_at timestamptz,
  patient_numbers_of text not null, patient_id text not null,
  beneficiary_id uuid not null,
  confidential boolean not null`;
