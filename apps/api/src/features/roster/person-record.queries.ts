import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { NotFound } from '../../platform/http/refusal.js';
import { columnsOf, PLAIN_COLUMNS, type PersonField, SEALED_COLUMNS } from './person-columns.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type RosterPerson } from './person.js';

/** A person as he stands on the roster, numbers opened. */
export interface KeptPerson extends RosterPerson {
  readonly id: string;
  readonly version: number;
  /** Fields that only people change, whatever a source says. */
  readonly lockedFields: readonly string[];
  readonly statusReason: string | null;
}

const COLUMNS = [...Object.entries(PLAIN_COLUMNS), ...Object.entries(SEALED_COLUMNS)].map(([field, column]) => `b.${column} as "${field}"`).join(', ');

/** One person, read whole and written whole. */
@Injectable()
export class PersonRecord {
  constructor(private readonly cipher: FieldCipher) {}

  /** As the caller of `em` may see him, and held until the transaction is over. */
  async hold(em: EntityManager, id: string): Promise<KeptPerson> {
    const [row]: (KeptPerson & { numbers: Readonly<Record<string, string>> })[] = await em.query(
      `select b.id, b.version, b.locked_fields as "lockedFields", b.status_reason as "statusReason", ${COLUMNS},
         (select coalesce(json_object_agg(kind, cipher), '{}') from beneficiary_identifier where beneficiary_id = b.id) as numbers
       from beneficiary b where b.id = $1 for update`,
      [id],
    );
    if (!row) throw new NotFound('保健对象');
    const { numbers, ...kept } = row;
    const open = (text: string | null | undefined): string | null => (text ? this.cipher.open(text) : null);
    return {
      ...kept,
      address: open(row.address), landline: open(row.landline), email: open(row.email),
      ...(Object.fromEntries(NUMBER_FIELDS.map((field) => [field, open(numbers[NUMBER_KINDS[field]])])) as Record<(typeof NUMBER_FIELDS)[number], string | null>),
    };
  }

  async write(em: EntityManager, id: string, person: RosterPerson, changed: readonly PersonField[]): Promise<void> {
    const columns = columnsOf(person, this.cipher);
    const at = new Date().toISOString();
    const origins = Object.fromEntries(changed.map((field) => [field, { source: person.origin, at }]));
    await em.query(
      `update beneficiary set ${columns.map(([name], i) => `${name} = $${i + 3}`).join(', ')}, field_origins = field_origins || $2::jsonb,
         version = version + 1, updated_at = now() where id = $1`,
      [id, JSON.stringify(origins), ...columns.map(([, value]) => value)],
    );
  }
}
