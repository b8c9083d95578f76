/** A column that keeps something sealed, and by what its rows are told apart. A test compares this list with the tables. */
export interface SealedColumn {
  readonly table: string;
  /** A column, or an expression of several with its type. */
  readonly key: string;
  readonly keyType?: string;
  readonly column: string;
  /** Text with the version in front, or bytes with it inside. */
  readonly form: 'text' | 'payload';
}

const text = (table: string, column: string, key = 'id'): SealedColumn => ({ table, key, column, form: 'text' });
const payload = (table: string, column: string, key = 'id'): SealedColumn => ({ table, key, column, form: 'payload' });

/** All but numbers of people, which are found by an index and are sealed anew together with it. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  text('beneficiary', 'address_cipher'),
  text('beneficiary', 'landline_cipher'),
  text('beneficiary', 'email_cipher'),
  text('person_contact', 'phone_cipher'),
  text('insurance_policy', 'policy_cipher'),
  text('phone_account', 'phone_cipher'),
  text('phone_message', 'phone_cipher'),
  text('phone_message', 'text_cipher'),
  text('match_candidate', 'person_cipher'),
  text('app_user', 'second_factor_cipher'),
  text('second_factor_enrolment', 'secret_cipher', 'user_id'),
  text('source', 'url_cipher'),
  text('source', 'options_cipher'),
  text('stream_version', 'samples_cipher'),
  text('quarantine', 'payload_cipher'),
  { ...text('reconciliation_difference', 'key_cipher', '(run_id * 1000000 + position)'), keyType: 'bigint' },
  { ...text('import_row', 'before_cipher', `(batch_id::text || ':' || lpad(line::text, 9, '0'))`), keyType: 'text' },
  payload('work_attachment', 'content_cipher'),
  payload('sync_inbox', 'payload'),
  payload('sync_inbox_error', 'payload'),
];
