import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork, addPeriod, addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import type { RegistrationQuery } from './registration.dto.js';

/** Morning or afternoon, by the hospital's clock. */
export const SESSION = `case when extract(hour from v.registered_at at time zone 'Asia/Shanghai') < 12 then 'am' else 'pm' end`;
/** No fee was taken: a free number, whatever its class is called. */
export const FREE = `(v.fee ~ '^0+(\\.0+)?$' or v.registration_class like '%免费%')`;
/** What became of a registration; that somebody was seen is known from the visit that it led to. */
export const STATE = `case
    when v.refunded then 'refunded'
    when exists (select 1 from visit s where s.beneficiary_id = v.beneficiary_id and s.registration_no = v.source_key
      and s.source_system = v.source_system and s.deleted_at is null and (s.seen_at is not null or s.status in ('in_visit', 'finished'))) then 'seen'
    when v.registered_at >= date_trunc('day', now(), 'Asia/Shanghai') then 'waiting'
    else 'missed' end`;

/** The conditions of the list, the same for its rows, its summary and its export. */
export function conditionsOf(caller: Caller, query: RegistrationQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions().always('v.deleted_at is null');
  addOwnWork(conditions, caller, 'v.registered_at');
  addPeriod(conditions, 'v.registered_at', [query.from, query.to]);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  return conditions
    .when(query.keyword, (text) => `(${text} = v.source_key
      or v.beneficiary_id in (select id from beneficiary where strpos(name, ${text}) > 0)
      or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`)
    .when(query.ownDepartment, (bound) => `v.department_code = any (${bound}::text[])`)
    .when(query.registrationClass, (bound) => `v.registration_class = any (${bound}::text[])`)
    .when(query.doctor, (bound) => `(strpos(v.doctor_name, ${bound}) > 0 or v.doctor_code = ${bound})`)
    .when(query.session, (bound) => `${SESSION} = any (${bound}::text[])`)
    .when(query.state, (bound) => `${STATE} = any (${bound}::text[])`)
    .when(query.charge, (bound) => `case when ${FREE} then 'free' else 'paid' end = any (${bound}::text[])`);
}
