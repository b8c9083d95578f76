import { hospitalDay } from '@cadre/clinical/calendar-day';
import type { EntityManager } from 'typeorm';
import type { EnrolledPerson } from './person-parts.queries.js';
import type { RosterPerson } from './person.js';

const startOf = (person: RosterPerson): string => person.careLevelFrom ?? hospitalDay(new Date());

/** The levels of people who come onto the roster, from today unless said. */
export async function insertCareLevels(em: EntityManager, people: readonly EnrolledPerson[]): Promise<void> {
  const levels = people.flatMap(({ id, person }) =>
    person.careLevel
      ? [{ id, level: person.careLevel, from: startOf(person), until: person.careLevelUntil, origin: person.origin, secret: person.secrecy === 'V' }]
      : [],
  );
  if (levels.length === 0) return;
  await em.query(
    `insert into care_identity (beneficiary_id, care_level, valid_from, valid_until, origin, confidential)
     select id, level, "from", until, origin, secret
     from json_to_recordset($1) as l (id uuid, level text, "from" date, until date, origin text, secret boolean)`,
    [JSON.stringify(levels)],
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
  await insertCareLevels(em, [{ id, person }]);
}
