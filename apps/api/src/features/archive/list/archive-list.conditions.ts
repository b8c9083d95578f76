import { LISTED_UNIT } from '../../../platform/http/person-row.dto.js';
import { labItem } from '@cadre/clinical/lab-items';
import { pinyin } from 'pinyin-pro';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS, type Permission } from '../../../platform/access/permissions.js';
import type { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { checkPeriod } from '../../../platform/database/list-conditions.js';
import { BadInput, Forbidden } from '../../../platform/http/refusal.js';
import type { ArchiveQuery } from './archive-list.dto.js';

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;
const CARDS = ['INSURANCE_NO', 'SOCIAL_SECURITY_NO', 'CARE_CARD_NO', 'SOCIAL_CARD_NO'] as const;
const CARD_FIELDS = { INSURANCE_NO: 'insuranceNo', SOCIAL_SECURITY_NO: 'socialSecurityNo', CARE_CARD_NO: 'careCardNo', SOCIAL_CARD_NO: 'socialSecurityNo' } as const;
const SEEN = `v.deleted_at is null and v.status not in ('cancelled', 'refunded')`;
const MOST_NAMES = 5_000;

/** What is said of a person `b`, by the list's filters and by readers' own queries alike. */
export const visitsOf = (condition: string): string => `exists (select 1 from visit v where v.beneficiary_id = b.id and ${SEEN} and ${condition})`;
export const IN_HOSPITAL = visitsOf(`v.visit_class = 'inpatient' and v.status = 'in_hospital'`);
export const LAST_VISIT = `(select max(v.started_at) from visit v where v.beneficiary_id = b.id and ${SEEN})`;
export const CHECKUP_OVERDUE = `not exists (select 1 from checkup c where c.beneficiary_id = b.id and c.deleted_at is null and c.status <> 'cancelled'
  and c.checkup_date > (${TODAY} - interval '1 year')::date)`;
/** The state of the newest version. */
export const NEWEST_VERSION = `coalesce((select case when a.signed_at is null then 'unsigned' else 'signed' end
  from archive_version a where a.beneficiary_id = b.id order by a.version desc limit 1), 'none')`;
/** Diagnosed within the last year, or `ever`; what is only suspected is no diagnosis. */
export function diagnosed(fits: (name: string, code: string) => string, ever: boolean): string {
  const recent = ever ? 'true' : `v.started_at >= now() - interval '1 year'`;
  return visitsOf(`${recent} and (${fits('v.main_diagnosis', 'v.main_diagnosis_code')}
    or exists (select 1 from visit_diagnosis d where d.visit_id = v.id and not d.suspected and ${fits('d.name', 'd.code')}))`);
}

/** Conditions over `beneficiary b`. Whom the caller sees is the row policies' affair; what he may not read he may not ask by. */
export async function archiveConditions(em: EntityManager, caller: Caller, query: ArchiveQuery, cipher: FieldCipher): Promise<Conditions> {
  check(query);
  const conditions = new Conditions()
    .always(`b.status <> 'cancelled'`)
    .when(query.keyword?.toLowerCase(), (bound) => `(strpos(b.name, ${bound}) > 0 or b.id in (select t.beneficiary_id from person_token t
      where t.kind in ('pinyin', 'initials') and starts_with(t.token, ${bound})))`)
    .when(query.category, (bound) => `b.categories && ${bound}::text[]`)
    .when(query.careLevel, (bound) => `b.care_level = any (${bound}::text[])`)
    .when(query.sex, (bound) => `b.sex = ${bound}`)
    .when(query.ageFrom, (bound) => `b.birth_date <= (${TODAY} - make_interval(years => ${bound}::int))::date`)
    .when(query.ageTo, (bound) => `b.birth_date > (${TODAY} - make_interval(years => ${bound}::int + 1))::date`)
    .when(query.workUnit, (bound) => `strpos(${LISTED_UNIT}, ${bound}) > 0`)
    .when(query.doctor, (bound) => `b.care_doctor_no in (select s.staff_no from staff s where strpos(s.name, ${bound}) > 0)`);
  if (query.cardNo) {
    const indexes = CARDS.filter((kind) => caller.fields[CARD_FIELDS[kind]] !== 'hidden').map((kind) => cipher.indexOf(kind, query.cardNo!));
    conditions.and((bind) => `b.id in (select i.beneficiary_id from beneficiary_identifier i where i.blind_index = any (${bind(indexes)}::text[]))`);
  }
  if (query.inHospital !== undefined) {
    conditions.and((bind) => `${bind(query.inHospital)}::boolean = ${IN_HOSPITAL}`);
  }
  conditions
    .when(query.lastVisitFrom, (bound) => `${LAST_VISIT} >= ${bound}::date::timestamp at time zone 'Asia/Shanghai'`)
    .when(query.lastVisitTo, (bound) => `${LAST_VISIT} < (${bound}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  if (query.diagnosis) await addDiagnosis(em, conditions, caller, { text: query.diagnosis, ever: query.everDiagnosed ?? false });
  if (query.labItem) addLab(conditions, caller, query);
  if (query.checkupOverdue) {
    may(caller, 'checkup:read');
    conditions.always(CHECKUP_OVERDUE);
  }
  conditions.when(query.version, (bound) => `${NEWEST_VERSION} = ${bound}`);
  return conditions;
}

async function addDiagnosis(em: EntityManager, conditions: Conditions, caller: Caller, { text, ever }: { text: string; ever: boolean }): Promise<void> {
  may(caller, 'diagnosis:read');
  const names = /^[a-z]{2,20}$/i.test(text) ? await namesByInitials(em, text.toLowerCase()) : [];
  conditions.and((bind) => {
    const [asked, known] = [bind(text), bind(names)];
    const means = (name: string, code: string): string =>
      `(strpos(lower(${name}), lower(${asked})) > 0 or starts_with(upper(${code}), upper(${asked})) or ${name} = any (${known}::text[]))`;
    return diagnosed(means, ever);
  });
}

/** Names of diagnoses, of people whom the caller sees, whose initials begin so: `gxy` finds 高血压病. */
async function namesByInitials(em: EntityManager, initials: string): Promise<string[]> {
  const rows: { name: string }[] = await em.query(
    `select name from (select distinct name from visit_diagnosis union select distinct main_diagnosis from visit where main_diagnosis is not null) n limit ${MOST_NAMES}`,
  );
  return rows.map(({ name }) => name).filter((name) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase().includes(initials));
}

/** The newest result of the item, in the unit of the catalogue; another unit is left aside, never compared. */
function addLab(conditions: Conditions, caller: Caller, { labItem: code, labIs = 'gt', labValue }: ArchiveQuery): void {
  may(caller, 'lab:read');
  const item = labItem(code!);
  if (!item) throw new BadInput('检验项目目录中没有该项目，请从列表中选择。', [{ field: 'labItem', message: '项目不存在' }]);
  conditions.and((bind) => `(select x.value_number ${labIs === 'gt' ? '>' : '<'} ${bind(labValue)}::float8 and (x.comparator is null or x.comparator ~ '${labIs === 'gt' ? '>' : '<'}')
    from lab_result x join lab_report r on r.id = x.report_id
    where x.beneficiary_id = b.id and x.identity_code = ${bind(item.code)} and x.effective and x.organism is null and r.status in ('final', 'corrected') and r.deleted_at is null
      and x.value_number is not null and (x.unit is null or ${bind(item.unit)}::text is null or lower(replace(x.unit, ' ', '')) = lower(replace(${bind(item.unit)}::text, ' ', '')))
    order by x.collected_at desc, x.report_id limit 1)`);
}

function may(caller: Caller, permission: Permission): void {
  if (!caller.permissions.has(permission)) throw new Forbidden(PERMISSIONS[permission]);
}

function check({ ageFrom, ageTo, lastVisitFrom, lastVisitTo, labItem: item, labValue }: ArchiveQuery): void {
  if (ageFrom !== undefined && ageTo !== undefined && ageFrom > ageTo) throw new BadInput('年龄上限不能小于下限，请调整后重新查询。', [{ field: 'ageTo', message: '不能小于下限' }]);
  checkPeriod(lastVisitFrom, lastVisitTo, 'lastVisitTo');
  if ((item === undefined) !== (labValue === undefined)) throw new BadInput('检验条件须同时选择项目并填写数值。', [{ field: 'labValue', message: '请补全检验条件' }]);
}
