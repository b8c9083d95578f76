import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { changeCareLevel, insertCareLevel } from './care-level.queries.js';
import { nameSort, nameTokens } from './person-names.js';
import { indexesOf, normalizeNumber, tailsOf } from './person-numbers.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type RosterPerson, SECRECIES, type Secrecy } from './person.js';

const ENROLMENT_LOCK = 814_001;

/** Writes people onto the roster with everything they are found and recognised by. */
@Injectable()
export class EnrolmentService {
  constructor(private readonly cipher: FieldCipher) {}

  /** Puts somebody on the roster, under the next free number unless one is given. The person has been checked before. */
  async enrol(em: EntityManager, person: RosterPerson, rosterNo?: string): Promise<{ id: string }> {
    const id = rosterNo ? await this.insert(em, rosterNo, person) : await this.insertUnderNextNumber(em, person);
    if (!id) throw new Error('The roster number is taken');
    // Sent together: one round trip for everything that hangs on him.
    await Promise.all([this.insertParts(em, id, person), insertCareLevel(em, id, person), announce(em, id)]);
    return { id };
  }

  /** Replaces what is known of a person. His secrecy can only become stricter this way. False: nothing was different. */
  async amend(em: EntityManager, id: string, person: RosterPerson): Promise<boolean> {
    const before = await this.fingerprint(em, id);
    const amended = { ...person, secrecy: stricter(person.secrecy, before.secrecy) };
    if (before.fingerprint === this.fingerprintOf(amended)) return false;
    const columns = this.columnsOf(amended);
    await em.query(
      `update beneficiary set ${columns.map(([name], i) => `${name} = $${i + 2}`).join(', ')}, version = version + 1, updated_at = now()
       where id = $1`,
      [id, ...columns.map(([, value]) => value)],
    );
    await removeParts(em, id);
    await this.insertParts(em, id, amended);
    await changeCareLevel(em, id, amended);
    await announce(em, id);
    return true;
  }

  /** Somebody who should not have been enrolled: off the roster, found by nothing, his numbers free for another. */
  async withdraw(em: EntityManager, id: string, reason: string): Promise<void> {
    await em.query(
      `update beneficiary set status = 'cancelled', status_reason = $2, version = version + 1, updated_at = now() where id = $1`,
      [id, reason],
    );
    await removeParts(em, id);
    await announce(em, id);
  }

  /** Whoever enrols waits for the one before to commit. */
  async oneAtATime(em: EntityManager): Promise<void> {
    await em.query('select pg_advisory_xact_lock($1)', [ENROLMENT_LOCK]);
  }

  private async insertUnderNextNumber(em: EntityManager, person: RosterPerson): Promise<string> {
    await this.oneAtATime(em);
    const [{ last }]: [{ last: number }] = await em.query(
      `select coalesce(max(substr(roster_no, 3)::integer), 0) as last from beneficiary where roster_no ~ '^BJ[0-9]{6}$'`,
    );
    // A number may be taken by somebody whom the caller cannot see: it is stepped over, and he learns nothing.
    for (let next = last + 1; ; next += 1) {
      const id = await this.insert(em, `BJ${String(next).padStart(6, '0')}`, person);
      if (id) return id;
    }
  }

  private async insert(em: EntityManager, rosterNo: string, person: RosterPerson): Promise<string | undefined> {
    const columns: readonly (readonly [string, unknown])[] = [['roster_no', rosterNo], ...this.columnsOf(person)];
    const [row]: { id: string }[] = await em.query(
      `insert into beneficiary (${columns.map(([name]) => name).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
       on conflict (roster_no) do nothing returning id`,
      columns.map(([, value]) => value),
    );
    return row?.id;
  }

  private columnsOf(person: RosterPerson): (readonly [string, unknown])[] {
    return [
      ['name', person.name], ['name_sort', nameSort(person.name)], ['alias_name', person.aliasName], ['sex', person.sex],
      ['birth_date', person.birthDate], ['id_type', person.idType], ['work_unit', person.workUnit], ['position', person.position],
      ['rank', person.rank], ['categories', person.categories], ['primary_category', person.primaryCategory],
      ['person_categories', person.personCategories], ['care_level', person.careLevel], ['care_level_from', person.careLevelFrom],
      ['care_level_until', person.careLevelUntil], ['secrecy', person.secrecy], ['status', person.status],
      ['allergies', person.allergies], ['address_cipher', person.address && this.cipher.seal(person.address)],
      ['origin', person.origin], ['demo', person.demo],
    ];
  }

  private async insertParts(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
    const confidential = person.secrecy === 'V';
    const numbers = NUMBER_FIELDS.flatMap((field) => {
      const kind = NUMBER_KINDS[field];
      const number = normalizeNumber(kind, person[field]);
      return number ? [{ kind, cipher: this.cipher.seal(number), index: this.cipher.indexOf(kind, number) }] : [];
    });
    const identifiers = em.query(
      `insert into beneficiary_identifier (beneficiary_id, kind, cipher, blind_index, confidential)
       select $1, kind, cipher, "index", $3 from json_to_recordset($2) as n (kind text, cipher text, "index" text)`,
      [id, JSON.stringify(numbers), confidential],
    );
    const tokens = [
      ...nameTokens(person.name),
      ...nameTokens(person.aliasName ?? ''),
      ...tailsOf(this.cipher, person).map((token) => ({ kind: 'tail', token })),
    ];
    const searchTokens = em.query(
      `insert into person_token (token, kind, beneficiary_id, confidential)
       select token, kind, $1, $3 from json_to_recordset($2) as t (token text, kind text) on conflict do nothing`,
      [id, JSON.stringify(tokens), confidential],
    );
    await Promise.all([identifiers, searchTokens]);
  }

  private async fingerprint(em: EntityManager, id: string): Promise<{ fingerprint: string; secrecy: Secrecy }> {
    const [row]: (RosterPerson & { addressCipher: string | null; numbers: Record<string, string> })[] = await em.query(
      `select name, alias_name as "aliasName", sex, birth_date as "birthDate", id_type as "idType", work_unit as "workUnit", position, rank,
         categories, primary_category as "primaryCategory", person_categories as "personCategories", care_level as "careLevel",
         care_level_from as "careLevelFrom", care_level_until as "careLevelUntil", secrecy, status, allergies, origin, demo,
         address_cipher as "addressCipher",
         (select coalesce(json_object_agg(kind, blind_index), '{}') from beneficiary_identifier where beneficiary_id = b.id) as numbers
       from beneficiary b where id = $1 for update`,
      [id],
    );
    if (!row) throw new Error('Nobody of this id is on the roster');
    const address = row.addressCipher && this.cipher.open(row.addressCipher);
    return { fingerprint: fingerprintOf({ ...row, address }, new Map(Object.entries(row.numbers))), secrecy: row.secrecy };
  }

  private fingerprintOf(person: RosterPerson): string {
    return fingerprintOf(person, indexesOf(this.cipher, person));
  }
}

/** What he is known and found by. */
async function removeParts(em: EntityManager, id: string): Promise<void> {
  await em.query('delete from beneficiary_identifier where beneficiary_id = $1', [id]);
  await em.query('delete from person_token where beneficiary_id = $1', [id]);
}

const announce = (em: EntityManager, beneficiaryId: string): Promise<void> => LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId }]);

const stricter = (a: Secrecy, b: Secrecy): Secrecy => (SECRECIES.indexOf(a) >= SECRECIES.indexOf(b) ? a : b);

/** Two people of the same fingerprint are written alike; who wrote them does not matter. */
function fingerprintOf(person: RosterPerson, numbers: ReadonlyMap<string, string>): string {
  const { name, aliasName, sex, birthDate, idType, workUnit, position, rank, categories, primaryCategory, personCategories } = person;
  const { careLevel, careLevelFrom, careLevelUntil, secrecy, status, allergies, address, demo } = person;
  return JSON.stringify([
    name, aliasName, sex, birthDate, idType, workUnit, position, rank, categories, primaryCategory, personCategories,
    careLevel, careLevelFrom, careLevelUntil, secrecy, status, allergies, address, demo, [...numbers].map(([kind, index]) => `${kind} ${index}`).sort((a, b) => a.localeCompare(b)),
  ]);
}
