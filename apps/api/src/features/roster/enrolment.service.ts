import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { changeCareLevel, insertCareLevel } from './care-level.queries.js';
import { changedFields, columnsOf, type PersonField } from './person-columns.js';
import { PersonParts } from './person-parts.queries.js';
import { type KeptPerson, PersonRecord } from './person-record.queries.js';
import { type RosterPerson, SECRECIES, type Secrecy } from './person.js';

const ENROLMENT_LOCK = 814_001;

/** Writes people onto the roster with everything they are found and recognised by. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly records: PersonRecord,
    private readonly parts: PersonParts,
  ) {}

  /** Puts somebody on the roster, under the next free number unless one is given. The person has been checked before. */
  async enrol(em: EntityManager, person: RosterPerson, rosterNo?: string): Promise<{ id: string }> {
    const id = rosterNo ? await this.insert(em, rosterNo, person) : await this.insertUnderNextNumber(em, person);
    if (!id) throw new Error('The roster number is taken');
    // Sent together: one round trip for everything that hangs on him.
    await Promise.all([this.parts.keep(em, id, person), insertCareLevel(em, id, person), announce(em, id)]);
    return { id };
  }

  /**
   * Brings a person up to what a source says. Fields that people have locked stay, and his secrecy can only become
   * stricter this way. False: nothing was different.
   */
  async amend(em: EntityManager, id: string, person: RosterPerson): Promise<boolean> {
    const before = await this.records.hold(em, id);
    const locked = Object.fromEntries(before.lockedFields.map((field) => [field, before[field as PersonField]]));
    const amended: RosterPerson = { ...person, ...locked, secrecy: stricter(person.secrecy, before.secrecy) };
    return (await this.rewrite(em, before, amended)).length > 0;
  }

  /** Writes a person anew; answers with the fields that said something else before. */
  async rewrite(em: EntityManager, before: KeptPerson, after: RosterPerson): Promise<PersonField[]> {
    const changed = changedFields(before, after);
    if (changed.length === 0) return changed;
    await this.records.write(em, before.id, after, changed);
    await this.parts.keep(em, before.id, after);
    if (changed.some((field) => field.startsWith('careLevel'))) await changeCareLevel(em, before.id, after);
    await announce(em, before.id);
    return changed;
  }

  /** Somebody who should not have been enrolled: off the roster, found by nothing, his numbers free for another. */
  async withdraw(em: EntityManager, id: string, reason: string): Promise<void> {
    await em.query(
      `update beneficiary set status = 'cancelled', status_reason = $2, version = version + 1, updated_at = now() where id = $1`,
      [id, reason],
    );
    await this.parts.remove(em, id);
    await announce(em, id);
  }

  /** Whoever enrols waits for the one before to commit. */
  async oneAtATime(em: EntityManager): Promise<void> {
    await em.query('select pg_advisory_xact_lock($1)', [ENROLMENT_LOCK]);
  }

  private async insertUnderNextNumber(em: EntityManager, person: RosterPerson): Promise<string> {
    await this.oneAtATime(em);
    // Six digits sort as text as they do as numbers, so the index answers; a look at every number would make long files quadratic.
    const [highest]: { rosterNo: string }[] = await em.query(
      `select roster_no as "rosterNo" from beneficiary where roster_no ~ '^BJ[0-9]{6}$' order by roster_no desc limit 1`,
    );
    const last = Number(highest?.rosterNo.slice(2) ?? 0);
    // A number may be taken by somebody whom the caller cannot see: it is stepped over, and he learns nothing.
    for (let next = last + 1; ; next += 1) {
      const id = await this.insert(em, `BJ${String(next).padStart(6, '0')}`, person);
      if (id) return id;
    }
  }

  private async insert(em: EntityManager, rosterNo: string, person: RosterPerson): Promise<string | undefined> {
    const columns: readonly (readonly [string, unknown])[] = [['roster_no', rosterNo], ...columnsOf(person, this.cipher)];
    const [row]: { id: string }[] = await em.query(
      `insert into beneficiary (${columns.map(([name]) => name).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
       on conflict (roster_no) do nothing returning id`,
      columns.map(([, value]) => value),
    );
    return row?.id;
  }
}

const announce = (em: EntityManager, beneficiaryId: string): Promise<void> => LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId }]);

const stricter = (a: Secrecy, b: Secrecy): Secrecy => (SECRECIES.indexOf(a) >= SECRECIES.indexOf(b) ? a : b);
