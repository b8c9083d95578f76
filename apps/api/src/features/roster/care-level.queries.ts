import { hospitalDay } from '@cadre/clinical/calendar-day';
import type { EntityManager } from 'typeorm';
import type { RosterPerson } from './person.js';

const startOf = (person: RosterPerson): string => person.careLevelFrom ?? hospitalDay(new Date());

/** The level of somebody who comes onto the roster, from today unless said. */
export async function insertCareLevel(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
  if (!person.careLevel) return;
  await em.query(
    `insert into care_identity (beneficiary_id, care_level, valid_from, valid_until, origin, confidential) values ($1, $2, $3, $4, $5, $6)`,
    [id, person.careLevel, startOf(person), person.careLevelUntil, person.origin, person.secrecy === 'V'],
  );
}

/** Levels are kept with the time they held for: the one before ends the day before the new one begins. */
export async function changeCareLevel(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
  if (!person.careLevel) return;
  const from = startOf(person);
  const [{ known }]: [{ known: boolean }] = await em.query(
    `with same as (update care_identity set valid_until = $4 where beneficiary_id = $1 and care_level = $2
       and (valid_from = $3 or valid_until is not distinct from $4 and $5) returning 1)
     select exists (select 1 from same) as known`,
    [id, person.careLevel, from, person.careLevelUntil, person.careLevelFrom === null],
  );
  if (known) return;
  await em.query(
    `update care_identity set valid_until = $2::date - 1
     where beneficiary_id = $1 and valid_from < $2 and (valid_until is null or valid_until >= $2)`,
    [id, from],
  );
  await insertCareLevel(em, id, person);
}
