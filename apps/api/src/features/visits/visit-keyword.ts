import type { Conditions } from '../../platform/database/conditions.js';

/** The person and whatever number of the visit somebody may have in hand. */
export function addKeyword(conditions: Conditions, keyword: string | undefined): void {
  conditions.when(keyword, (text) => `(${text} in (v.visit_no, v.medical_record_no, v.inpatient_no, v.bed_no)
    or v.beneficiary_id in (select id from beneficiary where strpos(name, ${text}) > 0)
    or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`);
}
