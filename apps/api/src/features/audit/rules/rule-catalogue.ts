/** One thing that may be unusual, and how the trail is asked for it. */
export interface WatchRule {
  readonly name: string;
  /** What is told, with its threshold and window in words. */
  readonly description: string;
  readonly unit: string;
  /** Who is told besides the auditors. */
  readonly tellsPrivacyOwner: boolean;
  /** Answers actor, value, firstAt, lastAt of those at or above $1 within the last $2 minutes. */
  readonly statement: string;
}

const RECENT = `t.at > now() - make_interval(mins => $2)`;
const OPENED = `access_trail t, unnest(t.beneficiary_ids) p(id) where ${RECENT} and t.action = 'view' and t.outcome = 'allowed'`;
const PERIOD = `min(t.at) as "firstAt", max(t.at) as "lastAt"`;
const HOUR = `extract(hour from t.at at time zone 'Asia/Shanghai')`;
const counted = (what: string, from: string): string => `select t.actor, ${what}::int as value, ${PERIOD} from ${from} group by t.actor having ${what} >= $1`;

/** The rules an installation starts with; thresholds and windows are in the table and the auditor's to change. */
export const WATCH_RULES: Readonly<Record<string, WatchRule>> = {
  'night-reading': {
    name: '夜间大量调阅', unit: '人', tellsPrivacyOwner: true, description: '22 点至 6 点之间，一个账号在时间窗内打开多名对象的档案。',
    statement: counted('count(distinct p.id)', `${OPENED} and (${HOUR} >= 22 or ${HOUR} < 6)`),
  },
  'many-people': {
    name: '短时大量调阅', unit: '人', tellsPrivacyOwner: true, description: '一个账号在时间窗内打开大量不同对象的档案。',
    statement: counted('count(distinct p.id)', OPENED),
  },
  refusals: {
    name: '反复越权尝试', unit: '次', tellsPrivacyOwner: false, description: '一个账号在时间窗内多次被拒绝，或反复试探不存在、无权查看的记录。',
    statement: counted('count(*)', `access_trail t where ${RECENT} and t.outcome = 'refused' and t.status in (403, 404) and t.actor <> '-'`),
  },
  'failed-sign-ins': {
    name: '连续登录失败', unit: '次', tellsPrivacyOwner: false, description: '时间窗内同一账号多次登录失败，或同一地址的失败次数达到阈值的四倍。',
    statement: `with t as (select * from access_trail t where ${RECENT} and t.action = 'sign-in' and t.outcome = 'refused')
      select t.actor, count(*)::int as value, ${PERIOD} from t where t.actor <> '-' group by t.actor having count(*) >= $1
      union all select '地址 ' || t.ip, count(*)::int, min(t.at), max(t.at) from t where t.ip is not null group by t.ip having count(*) >= $1 * 4`,
  },
  'mass-export': {
    name: '大批导出', unit: '次', tellsPrivacyOwner: true, description: '一个账号在时间窗内多次导出；导出的每一千行也算一次。',
    statement: counted('greatest(count(*), coalesce(sum(t.row_count), 0) / 1000)', `access_trail t where ${RECENT} and t.action = 'export' and t.outcome = 'allowed'`),
  },
  'mass-reveal': {
    name: '大量显示号码', unit: '次', tellsPrivacyOwner: true, description: '一个账号在时间窗内多次显示完整的证件号、手机号。',
    statement: counted('count(*)', `access_trail t where ${RECENT} and t.action = 'reveal' and t.outcome = 'allowed'`),
  },
  'no-care-relation': {
    name: '无诊疗关系调阅', unit: '人', tellsPrivacyOwner: true,
    description: '一个账号打开了与本人、本科室（含下级）都没有诊疗关系的对象；干保办的账号不计，他们的工作就是全体对象。',
    statement: `with recursive holder as (
        select u.id, u.staff_no, u.department_code from app_user u where not exists (
          select 1 from user_role r where r.user_id = u.id and r.role_code in ('OFFICE_DIRECTOR', 'OFFICE_STAFF'))),
      tree as (select id, department_code as code from holder where department_code is not null
        union select tree.id, d.code from tree join department d on d.parent_code = tree.code)
      select t.actor, count(distinct p.id)::int as value, ${PERIOD} from access_trail t join holder h on h.id = t.user_id, unnest(t.beneficiary_ids) p(id)
      where ${RECENT} and t.action = 'view' and t.outcome = 'allowed' and not exists (
        select 1 from person_access a where a.beneficiary_id = p.id and (a.valid_until is null or a.valid_until > t.at)
          and (a.staff_no = h.staff_no or a.department_code in (select code from tree where tree.id = h.id)))
      group by t.actor having count(distinct p.id) >= $1`,
  },
  confidential: {
    name: '机密档案访问', unit: '人', tellsPrivacyOwner: false, description: '有账号打开了机密对象的档案，每个账号在时间窗内提醒一次。',
    statement: `select t.actor, count(distinct p.id)::int as value, ${PERIOD} from access_trail t, unnest(t.beneficiary_ids) p(id) join beneficiary b on b.id = p.id
      where ${RECENT} and b.confidential and t.action in ('view', 'reveal', 'export') and t.outcome = 'allowed' group by t.actor having count(distinct p.id) >= $1`,
  },
};
