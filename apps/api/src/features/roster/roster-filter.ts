import type { Caller } from '../../platform/access/caller.js';
import type { FieldCipher } from '../../platform/crypto/field-cipher.js';
import type { RosterQuery } from './beneficiary.dto.js';
import { Conditions } from '../../platform/database/conditions.js';
import { LISTED_UNIT } from '../../platform/http/person-row.dto.js';
import { peopleMatching } from './person-match.js';

/** Condition over `visit v`: lying in the hospital now. */
export const IN_HOSPITAL = `v.visit_class = 'inpatient' and v.status = 'in_hospital' and v.deleted_at is null`;

/** Conditions over `beneficiary b`. Whom the caller sees is the row policies' affair. */
export function rosterConditions(caller: Pick<Caller, 'fields'>, query: RosterQuery, cipher: FieldCipher): Conditions {
  const { keyword, category, careLevel, workUnit, inHospital, status, withRemoved, expiresWithin } = query;
  const conditions = new Conditions()
    .when(category, (bound) => `b.categories && ${bound}::text[]`)
    .when(careLevel, (bound) => `b.care_level = any (${bound}::text[])`)
    .when(workUnit, (bound) => `strpos(${LISTED_UNIT}, ${bound}) > 0`)
    .when(inHospital, (bound) => `${bound}::boolean = exists (select 1 from visit v where v.beneficiary_id = b.id and ${IN_HOSPITAL})`);
  const shown = [...(status ?? ['active']), ...(withRemoved ? ['cancelled'] : [])];
  if (!shown.includes('all')) conditions.when(shown, (bound) => `b.status = any (${bound}::text[])`);
  // Who was taken off the roster is never among the others unless he is asked for by name of his state.
  else if (!withRemoved) conditions.and(() => `b.status <> 'cancelled'`);
  conditions.when(expiresWithin, (bound) =>
    `b.care_level_until between (now() at time zone 'Asia/Shanghai')::date and (now() at time zone 'Asia/Shanghai')::date + ${bound}::integer`);
  if (keyword) {
    conditions.and((bind) => {
      const people = peopleMatching(keyword, caller, cipher, bind);
      return people ? `b.id in (select m.beneficiary_id from (${people}) m)` : 'false';
    });
  }
  return conditions;
}
