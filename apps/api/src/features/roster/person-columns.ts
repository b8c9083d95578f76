import type { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { nameSort } from './person-names.js';
import { normalizeNumber } from './person-numbers.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type NumberField, type RosterPerson } from './person.js';

/** Fields of a person by the columns of `beneficiary` that keep them as they are. */
export const PLAIN_COLUMNS = {
  name: 'name', aliasName: 'alias_name', sex: 'sex', birthDate: 'birth_date', idType: 'id_type', nation: 'nation', marital: 'marital',
  nationality: 'nationality', workUnit: 'work_unit', unitCode: 'unit_code', unitDepartment: 'unit_department', position: 'position', rank: 'rank',
  categories: 'categories', primaryCategory: 'primary_category', personCategories: 'person_categories', careLevel: 'care_level',
  careLevelFrom: 'care_level_from', careLevelUntil: 'care_level_until', keyCare: 'key_care', secrecy: 'secrecy', status: 'status',
  allergies: 'allergies', pastHistory: 'past_history', bloodAbo: 'blood_abo', bloodRh: 'blood_rh', postcode: 'postcode',
  careDoctorNo: 'care_doctor_no', careNurseNo: 'care_nurse_no', careDepartmentCode: 'care_department_code', note: 'note',
  origin: 'origin', demo: 'demo',
} as const satisfies Partial<Record<keyof RosterPerson, string>>;

/** Fields by the columns that keep them sealed. */
export const SEALED_COLUMNS = {
  address: 'address_cipher', landline: 'landline_cipher', email: 'email_cipher',
} as const satisfies Partial<Record<keyof RosterPerson, string>>;

const PLAIN = Object.entries(PLAIN_COLUMNS) as [keyof typeof PLAIN_COLUMNS, string][];
const SEALED = Object.entries(SEALED_COLUMNS) as [keyof typeof SEALED_COLUMNS, string][];

/** Every column that a person is written to. */
export const WRITTEN: readonly string[] = ['name_sort', ...Object.values(PLAIN_COLUMNS), ...Object.values(SEALED_COLUMNS)];

/** The same with what stands in them. */
export function columnsOf(person: RosterPerson, cipher: FieldCipher): (readonly [string, unknown])[] {
  return [
    ['name_sort', nameSort(person.name)],
    ...PLAIN.map(([field, column]) => [column, person[field]] as const),
    ...SEALED.map(([field, column]) => [column, sealed(person[field], cipher)] as const),
  ];
}

const sealed = (text: string | null, cipher: FieldCipher): string | null => (text ? cipher.seal(text) : null);

export type PersonField = keyof typeof PLAIN_COLUMNS | keyof typeof SEALED_COLUMNS | NumberField;

/** Which fields say something else; spellings of one number are one number, and who says it does not matter. */
export function changedFields(before: RosterPerson, after: RosterPerson): PersonField[] {
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
  return [
    ...PLAIN.map(([field]) => field).filter((field) => field !== 'origin' && differs(before[field], after[field])),
    ...SEALED.map(([field]) => field).filter((field) => differs(before[field] || null, after[field] || null)),
    ...NUMBER_FIELDS.filter((field) => normalizeNumber(NUMBER_KINDS[field], before[field]) !== normalizeNumber(NUMBER_KINDS[field], after[field])),
  ];
}

const KEPT_BY_PEOPLE: readonly PersonField[] = ['origin', 'demo', 'secrecy', 'status'];
/** Fields that can be kept from being changed by a source. */
export const LOCKABLE: readonly string[] = [...Object.keys(PLAIN_COLUMNS), ...Object.keys(SEALED_COLUMNS), ...NUMBER_FIELDS].filter(
  (field) => !KEPT_BY_PEOPLE.includes(field as PersonField),
);
