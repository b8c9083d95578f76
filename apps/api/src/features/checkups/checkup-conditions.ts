import { Conditions } from '../../platform/database/conditions.js';
import { addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import type { CheckupQuery } from './checkup-list.dto.js';

/** Flags that mean out of order, and those that mean far out of it. */
export const ABNORMAL = `i.flag in ('H', 'L', 'HH', 'LL', 'A', 'AA')`;
export const CRITICAL = `(i.critical or i.flag in ('HH', 'LL', 'AA'))`;
/** The state of the newest edition of the hospital's own summary of a check-up `v`. */
export const SUMMARY_STATUS = `coalesce((select s.status from checkup_summary s where s.checkup_id = v.id order by s.edition desc limit 1), 'none')`;

const items = (condition: string): string => `exists (select 1 from checkup_item i where i.checkup_id = v.id and i.state = 'done' and ${condition})`;

/** Conditions over `checkup v join beneficiary b`; who is seen at all is the row policies' affair. */
export function checkupConditions(query: CheckupQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions().always('v.deleted_at is null');
  addPersonKind(conditions, query);
  if (query.abnormal) conditions.always(items(ABNORMAL));
  if (query.critical) conditions.always(items(CRITICAL));
  return conditions
    .when(query.keyword, (text) => `(${text} = v.checkup_no or strpos(b.name, ${text}) > 0
      or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`)
    .when(query.from, (day) => `v.checkup_date >= ${day}::date`)
    .when(query.to, (day) => `v.checkup_date <= ${day}::date`)
    .when(query.year, (years) => `extract(year from v.checkup_date)::int = any (${years}::int[])`)
    .when(query.workUnit, (text) => `not b.confidential and strpos(coalesce(v.work_unit, b.work_unit), ${text}) > 0`)
    .when(query.packageName, (text) => `v.package_name = ${text}`)
    .when(query.status, (some) => `v.status = any (${some}::text[])`)
    .when(query.abnormalItem, (text) => items(`${ABNORMAL} and (strpos(lower(i.item_name), lower(${text})) > 0 or upper(i.identity_code) = upper(${text}))`))
    .when(query.summaryStatus, (some) => `${SUMMARY_STATUS} = any (${some}::text[])`);
}
