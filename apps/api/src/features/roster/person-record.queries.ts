import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { NotFound } from '../../platform/http/refusal.js';
import { columnsOf, PLAIN_COLUMNS, type PersonField, SEALED_COLUMNS, WRITTEN } from './person-columns.js';
import type { EnrolledPerson } from './person-parts.queries.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type RosterPerson } from './person.js';

/** A person as he stands on the roster, numbers opened. */
export interface KeptPerson extends RosterPerson {
  readonly id: string;
  readonly version: number;
  /** Fields that only people change, whatever a source says. */
  readonly lockedFields: readonly string[];
  readonly statusReason: string | null;
}

type SealedPerson = KeptPerson & { readonly numbers: Readonly<Record<string, string>> };

const COLUMNS = [...Object.entries(PLAIN_COLUMNS), ...Object.entries(SEALED_COLUMNS)].map(([field, column]) => `b.${column} as "${field}"`).join(', ');

/** One person, read whole and written whole. */
@Injectable()
export class PersonRecord {
  constructor(private readonly cipher: FieldCipher) {}

  /** As the caller of `em` may see him, and held until the transaction is over. */
  async hold(em: EntityManager, id: string): Promise<KeptPerson> {
    const found = (await this.holdAll(em, [id])).get(id);
    if (!found) throw new NotFound('保健对象');
    return found;
  }

  /** Those of them whom the caller of `em` may see, by id. Held in one order, so that two who hold many do not wait for each other. */
  async holdAll(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, KeptPerson>> {
    const rows: SealedPerson[] = await em.query(
      `select b.id, b.version, b.locked_fields as "lockedFields", b.status_reason as "statusReason", ${COLUMNS},
         (select coalesce(json_object_agg(kind, cipher), '{}') from beneficiary_identifier where beneficiary_id = b.id) as numbers
       from beneficiary b where b.id = any ($1) order by b.id for update`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, this.opened(row)]));
  }

  async versions(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: { id: string; version: number }[] = await em.query('select id, version from beneficiary where id = any ($1)', [ids]);
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  private opened({ numbers, ...kept }: SealedPerson): KeptPerson {
    const open = (text: string | null | undefined): string | null => (text ? this.cipher.open(text) : null);
    return {
      ...kept,
      address: open(kept.address), landline: open(kept.landline), email: open(kept.email),
      ...(Object.fromEntries(NUMBER_FIELDS.map((field) => [field, open(numbers[NUMBER_KINDS[field]])])) as Record<(typeof NUMBER_FIELDS)[number], string | null>),
    };
  }

  /** Every column of these people, with who says it of the fields that changed. */
  async write(em: EntityManager, people: readonly (EnrolledPerson & { readonly changed: readonly PersonField[] })[]): Promise<void> {
    const at = new Date().toISOString();
    const rows = people.map(({ id, person, changed }) => ({
      ...Object.fromEntries(columnsOf(person, this.cipher)), id,
      field_origins: Object.fromEntries(changed.map((field) => [field, { source: person.origin, at }])),
    }));
    await em.query(
      `update beneficiary b set ${WRITTEN.map((name) => `${name} = r.${name}`).join(', ')}, field_origins = b.field_origins || r.field_origins,
         version = b.version + 1, updated_at = now() from jsonb_populate_recordset(null::beneficiary, $1) r where b.id = r.id`,
      [JSON.stringify(rows)],
    );
  }
}
