import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { changeCareLevel, insertCareLevels } from './care-level.queries.js';
import { changedFields, columnsOf, type PersonField, WRITTEN } from './person-columns.js';
import { type EnrolledPerson, PersonParts } from './person-parts.queries.js';
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
    if (!rosterNo) return (await this.enrolAll(em, [person]))[0]!;
    const [id] = await this.insert(em, [{ rosterNo, person }]);
    if (!id) throw new Error('The roster number is taken');
    await this.hangOn(em, [{ id, person }]);
    return { id };
  }

  /** The same for many, in their order, each under the next free number. */
  async enrolAll(em: EntityManager, people: readonly RosterPerson[]): Promise<{ id: string }[]> {
    const enrolled = await this.insertUnderNextNumbers(em, people);
    await this.hangOn(em, enrolled);
    return enrolled.map(({ id }) => ({ id }));
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
    return (await this.rewriteAll(em, [{ before, after }]))[0]!;
  }

  /** The same for many, in their order. */
  async rewriteAll(em: EntityManager, people: readonly { readonly before: KeptPerson; readonly after: RosterPerson }[]): Promise<PersonField[][]> {
    const all = people.map(({ before, after }) => ({ id: before.id, person: after, changed: changedFields(before, after) }));
    const different = all.filter(({ changed }) => changed.length > 0);
    if (different.length > 0) {
      await Promise.all([this.records.write(em, different), this.parts.keep(em, different), announce(em, different)]);
      for (const { id, person, changed } of different) if (changed.some((field) => field.startsWith('careLevel'))) await changeCareLevel(em, id, person);
    }
    return all.map(({ changed }) => changed);
  }

  /** Somebody who should not have been enrolled: off the roster, found by nothing, his numbers free for another. */
  async withdraw(em: EntityManager, id: string, reason: string): Promise<void> {
    await em.query(
      `update beneficiary set status = 'cancelled', status_reason = $2, version = version + 1, updated_at = now() where id = $1`,
      [id, reason],
    );
    await this.parts.remove(em, id);
    await announce(em, [{ id }]);
  }

  /** Whoever enrols waits for the one before to commit. */
  async oneAtATime(em: EntityManager): Promise<void> {
    await em.query('select pg_advisory_xact_lock($1)', [ENROLMENT_LOCK]);
  }

  /** Sent together: one round trip for everything that hangs on them. */
  private async hangOn(em: EntityManager, people: readonly EnrolledPerson[]): Promise<void> {
    await Promise.all([this.parts.keep(em, people), insertCareLevels(em, people), announce(em, people)]);
  }

  private async insertUnderNextNumbers(em: EntityManager, people: readonly RosterPerson[]): Promise<EnrolledPerson[]> {
    await this.oneAtATime(em);
    // Six digits sort as text as they do as numbers, so the index answers; a look at every number would make long files quadratic.
    const [highest]: { rosterNo: string }[] = await em.query(
      `select roster_no as "rosterNo" from beneficiary where roster_no ~ '^BJ[0-9]{6}$' order by roster_no desc limit 1`,
    );
    let last = Number(highest?.rosterNo.slice(2) ?? 0);
    const ids: (string | undefined)[] = people.map(() => undefined);
    // A number may be taken by somebody whom the caller cannot see: it is stepped over, and he learns nothing.
    for (let waiting = people.map((person, at) => ({ person, at })); waiting.length > 0; waiting = waiting.filter(({ at }) => !ids[at])) {
      const found = await this.insert(em, waiting.map(({ person }, i) => ({ person, rosterNo: `BJ${String(last + 1 + i).padStart(6, '0')}` })));
      for (const [i, { at }] of waiting.entries()) ids[at] = found[i];
      last += waiting.length;
    }
    return people.map((person, at) => ({ id: ids[at]!, person }));
  }

  /** Their ids, by place; nothing where the number was taken. */
  private async insert(em: EntityManager, people: readonly { readonly rosterNo: string; readonly person: RosterPerson }[]): Promise<(string | undefined)[]> {
    const rows = people.map(({ rosterNo, person }) => ({ ...Object.fromEntries(columnsOf(person, this.cipher)), roster_no: rosterNo }));
    const names = ['roster_no', ...WRITTEN].join(', ');
    const made: { id: string; rosterNo: string }[] = await em.query(
      `insert into beneficiary (${names}) select ${names} from jsonb_populate_recordset(null::beneficiary, $1)
       on conflict (roster_no) do nothing returning id, roster_no as "rosterNo"`,
      [JSON.stringify(rows)],
    );
    const ids = new Map(made.map(({ id, rosterNo }) => [rosterNo, id]));
    return people.map(({ rosterNo }) => ids.get(rosterNo));
  }
}

const announce = (em: EntityManager, people: readonly { readonly id: string }[]): Promise<void> =>
  LiveEvents.announce(em, people.map(({ id }) => ({ topic: 'roster', beneficiaryId: id })));

const stricter = (a: Secrecy, b: Secrecy): Secrecy => (SECRECIES.indexOf(a) >= SECRECIES.indexOf(b) ? a : b);
