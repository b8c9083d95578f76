/** Roles that an account may start with: they open no 机密, no export, no administration, and not the whole hospital. */
export const DEFAULT_ROLES = `select r.code, r.name, r.sort from role r
  where r.active and r.power = 'care' and not r.may_be_cleared and r.data_scope not in ('all', 'persons')
    and not jsonb_path_exists(r.fields, '$.* ? (@ == "plain")') and exists (select 1 from role_permission p where p.role_code = r.code)
    and not exists (select 1 from role_permission p where p.role_code = r.code and (p.permission like '%:export'
      or split_part(p.permission, ':', 1) in ('sync', 'audit', 'user', 'role', 'system', 'session', 'parameter', 'department', 'staff', 'match', 'asset')))`;

/**
 * Whom the rules would give an account: staff of the HIS who work here, are known by one number, and have none. Of several
 * rules the one with the nearest department wins, then the one that names the title.
 */
export const EXPECTED_ACCOUNTS = `with recursive up as (
    select code, code as above, 0 as steps from department
    union all select u.code, d.parent_code, u.steps + 1 from up u join department d on d.code = u.above where d.parent_code is not null and u.steps < 30
  ), allowed as (${DEFAULT_ROLES}
  ), chosen as (
    select distinct on (s.staff_no) s.staff_no, s.name, s.department_code, s.title, a.code as role_code, a.name as role_name
    from staff s
    join provisioning_rule r on r.enabled and (r.title is null or r.title = s.title)
      and (r.department_code is null or exists (select 1 from up u where u.code = s.department_code and u.above = r.department_code))
    join allowed a on a.code = r.role_code
    left join up u on u.code = s.department_code and u.above = r.department_code
    where s.source_system <> 'local' and s.active and s.deleted_at is null
      and not exists (select 1 from app_user o where o.staff_no = s.staff_no)
    order by s.staff_no, u.steps nulls last, r.title nulls last, r.created_at, r.id)`;
