import { maskAddress, maskEmail, maskIdCard, maskNumber, maskPhone } from '@cadre/clinical/mask';
import type { FieldDisplay, PersonField } from '../../platform/access/person-fields.js';
import { FIELD_WORDS, NUMBER_WORDS, PART_WORDS, VALUE_WORDS } from './field-words.js';
import type { FieldChangeRow } from './person-changes.dto.js';

type Values = Readonly<Record<string, unknown>>;

/** One row of the change log about a person. */
export interface LoggedChange {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string | null;
  readonly trace: string | null;
  readonly tableName: string;
  readonly action: 'insert' | 'update' | 'delete';
  readonly before: Values | null;
  readonly after: Values | null;
}

type Open = (sealed: string) => string;
/** How the reader's roles show fields of people. */
type Shown = Readonly<Partial<Record<PersonField, FieldDisplay>>>;
/** What is left of a sealed value for its reader, by the kind of a number or by its column. */
type Tell = (kind: string, sealed: unknown) => string;
type Said = Pick<FieldChangeRow, 'field' | 'before' | 'after'>;

const SYSTEM = 'system:';
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  address_cipher: maskAddress, landline_cipher: maskPhone, phone_cipher: maskPhone, email_cipher: maskEmail, ID_CARD: maskIdCard, PHONE: maskPhone,
};
const FIELDS: Readonly<Record<string, PersonField>> = {
  address_cipher: 'address', landline_cipher: 'phone', phone_cipher: 'phone', email_cipher: 'email', policy_cipher: 'policyNo', ID_CARD: 'idCardNo',
  PHONE: 'phone', INSURANCE_NO: 'insuranceNo', SOCIAL_SECURITY_NO: 'socialSecurityNo', SOCIAL_CARD_NO: 'socialSecurityNo', CARE_CARD_NO: 'careCardNo',
};
const NOT_SHOWN = '（不显示）';

/** The log's rows as changes of fields, in words. What every new person starts with is one line, not forty. */
export function fieldChanges(rows: readonly LoggedChange[], open: Open, shown: Shown): FieldChangeRow[] {
  const tell: Tell = (kind, sealed) => {
    const field = FIELDS[kind];
    return field && shown[field] === 'hidden' ? NOT_SHOWN : (MASKS[kind] ?? maskNumber)(open(String(sealed)));
  };
  return rows.flatMap((row) => {
    const source = row.actor.startsWith(SYSTEM) ? row.actor.slice(SYSTEM.length) : 'manual';
    const changedBy = row.actorName ?? (source === 'manual' ? row.actor : '系统');
    return saidBy(row, open, tell).map((said, i) => ({ id: `${row.seq}-${i}`, at: row.at, changedBy, source, ...said }));
  });
}

function saidBy(row: LoggedChange, open: Open, tell: Tell): Said[] {
  const { tableName, before, after } = row;
  // Sealed anew under another key, or written as it was: no change of a number.
  if (tableName === 'beneficiary_identifier') return before && after && open(String(before['cipher'])) === open(String(after['cipher'])) ? [] : [number(before, after, tell)];
  if (tableName in PART_WORDS) {
    const [was, is] = [part(tableName, before, tell), part(tableName, after, tell)];
    return was === is ? [] : [{ field: PART_WORDS[tableName]!, before: was, after: is }];
  }
  if (!before || !after) return [{ field: '档案', before: before ? '在册' : null, after: after ? '建立档案' : '彻底删除' }];
  return Object.keys(FIELD_WORDS).flatMap((column) => {
    const [was, is] = [worded(column, before[column], tell), worded(column, after[column], tell)];
    return was === is ? [] : [{ field: FIELD_WORDS[column]!, before: was, after: is }];
  });
}

function number(before: Values | null, after: Values | null, tell: Tell): Said {
  const kind = String((after ?? before)?.['kind']);
  const masked = (row: Values | null): string | null => (row ? tell(kind, row['cipher']) : null);
  return { field: NUMBER_WORDS[kind] ?? kind, before: masked(before), after: masked(after) };
}

function worded(column: string, value: unknown, tell: Tell): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.map((one) => worded(column, one, tell)).join('、') || null;
  const text = String(value);
  if (column.endsWith('_cipher')) return tell(column, text);
  return VALUE_WORDS[column]?.[text] ?? text;
}

const period = (from: unknown, until: unknown): string =>
  from || until ? `${from ? String(from) : ''}～${until ? String(until) : '长期'}` : '';

/** What a contact, a policy or a level says, on one line. */
function part(table: string, row: Values | null, tell: Tell): string | null {
  if (!row) return null;
  const sealed = (column: string): string => (row[column] ? tell(column, row[column]) : '');
  const dates = period(row['valid_from'], row['valid_until']);
  const words =
    table === 'care_identity' ? [worded('care_level', row['care_level'], tell), dates]
    : table === 'insurance_policy' ? [row['insurer'], sealed('policy_cipher'), dates, row['direct_billing'] ? '直付' : '', row['note']]
    : [row['name'], row['relation'], sealed('phone_cipher'), rightsOf(row), dates, row['note']];
  return words.filter(Boolean).join(' ');
}

const rightsOf = (row: Values): string =>
  [row['sees_appointments'] && '看预约', row['books'] && '代预约', row['reads_reports'] && '看报告'].filter(Boolean).join('、');
