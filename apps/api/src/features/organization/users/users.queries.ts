import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { type BoundDepartment, type StaffCode, USER_SORTS, type UserDetail, type UserQuery, type UserRow } from './user.dto.js';

const COLUMNS = `u.id, u.username, u.name, u.staff_no as "staffNo", u.department_code as "departmentCode", d.name as "departmentName",
  array(select r.name from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id order by r.sort, r.code) as roles,
  u.phone, u.email, u.status, u.status_reason as "statusReason", u.status_changed_at as "statusChangedAt",
  case when now() < u.locked_until then u.locked_until end as "lockedUntil", u.must_change_password as "mustChangePassword",
  u.second_factor_cipher is not null as "secondFactor",
  exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until) as cleared,
  (select max(s.created_at) from session s where s.user_id = u.id) as "lastSignInAt", u.created_at as "createdAt"`;
const ROWS = 'app_user u left join department d on d.code = u.department_code';
/** His own row is visible to everybody; as a row of the list it has to be in reach like the others. */
const IN_REACH = 'account_in_reach(u.department_code)';

const BOUND = `select b.department_code as code, d.name, b.main, b.position, b.valid_from::text as "from", b.valid_until::text as "to",
  b.valid_from <= today.day and (b.valid_until is null or b.valid_until >= today.day) as effective
  from user_department b join department d on d.code = b.department_code, (select (now() at time zone 'Asia/Shanghai')::date as day) today
  where b.user_id = $1 order by b.main desc, b.department_code`;
const CODES = `select c.source_system as source, c.staff_code as code, s.name, c.created_at as since, c.created_by as by
  from user_staff_code c left join staff s on s.source_system = c.source_system and s.staff_no = c.staff_code
  where c.user_id = $1 order by 1, 2`;

/** Accounts within the reach of who asks. */
@Injectable()
export class UserQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: UserQuery): Promise<Page<UserRow>> {
    const { where, values } = conditionsOf(query);
    const direction = query.sort.startsWith('-') ? 'desc' : 'asc';
    const column = USER_SORTS[query.sort.replace('-', '') as keyof typeof USER_SORTS];
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [UserRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from ${ROWS} where ${where} order by ${column} ${direction} nulls last, u.id ${direction}
           limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          values,
        ),
        em.query(`select count(*) as total from ${ROWS} where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** Throws NotFound for what does not exist or is out of reach. */
  detail(caller: Caller, id: string): Promise<UserDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], departments, codes, [sessions]]: [UserRow[], BoundDepartment[], StaffCode[], [{ open: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} from ${ROWS} where u.id = $1 and ${IN_REACH}`, [id]),
        em.query(BOUND, [id]),
        em.query(CODES, [id]),
        em.query('select count(*) as open from session where user_id = $1 and ended_at is null and now() < expires_at', [id]),
      ]);
      if (!found) throw new NotFound('账号');
      return { ...found, departments, codes, openSessions: sessions.open };
    });
  }
}

function conditionsOf(query: UserQuery): Conditions {
  return new Conditions()
    .always(IN_REACH)
    .when(query.keyword, (text) => `(strpos(u.username, lower(${text})) > 0 or strpos(u.name, ${text}) > 0 or strpos(u.staff_no, ${text}) > 0)`)
    .when(query.departmentCode, (codes) => `exists (select 1 from user_department b where b.user_id = u.id and b.department_code = any (array(
      with recursive tree as (select unnest(${codes}::text[]) as code
        union select d.code from department d join tree t on d.parent_code = t.code) select code from tree)))`)
    .when(query.status, (states) => `u.status = any (${states}::text[])`)
    .when(query.role, (roles) => `exists (select 1 from user_role ur where ur.user_id = u.id and ur.role_code = any (${roles}::text[]))`)
    .when(query.left, (left) => `(coalesce(u.status_reason, '') in ('left-hospital', 'left-wecom')) = ${left}::boolean`);
}
