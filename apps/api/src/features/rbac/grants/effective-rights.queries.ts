import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller, DataScope } from '../../../platform/access/caller.js';
import { moduleOf, PERMISSION_MODULES } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { type FieldDisplay, PERSON_FIELD_NAMES, PERSON_FIELDS, type PersonField } from '../../../platform/access/person-fields.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { fieldKey, fieldsOf } from '../own-rights.js';
import { RightsLookup } from '../rights.port.js';
import type { RoleDefinition } from '../roles/role-input.dto.js';
import { DISPLAY_WORDS, scopeSentence } from '../roles/role-words.js';
import type { EffectiveRights, ExplainedField, ExplainedRight, OverrideRow, UserEffectiveRights } from './effective.dto.js';

type Held = Omit<RoleDefinition, 'note'> & { code: string; active: boolean };
interface Account { id: string; username: string; name: string; status: string; staffNo: string | null; departmentCode: string | null; rightsVersion: number }

const HELD = `select r.code, r.name, r.active, r.data_scope as "dataScope", r.past_access as "pastAccess", r.may_be_cleared as "mayBeCleared",
    r.scope_departments as "scopeDepartments", r.levels, r.categories, r.fields,
    array(select permission from role_permission p where p.role_code = r.code) as permissions
  from user_role ur join role r on r.code = ur.role_code where ur.user_id = $1 order by r.sort, r.code`;
const OVERRIDES = `select id, permission, effect, valid_until as "validUntil", coalesce(valid_until <= now(), false) as expired, reason,
    granted_by as "grantedBy", approved_by as "approvedBy" from user_override where user_id = $1 order by effect, permission`;
const wordOf = (permission: string): string =>
  permission in PERMISSIONS ? PERMISSIONS[permission as Permission] : `字段：${PERSON_FIELDS[permission.slice(6) as PersonField] ?? permission}`;

/** What an account may do and whom it sees, with the reasons. Of the people it sees only how many is told, never who. */
@Injectable()
export class EffectiveRightsQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly lookup: RightsLookup,
  ) {}

  ofUser(caller: Caller, id: string): Promise<UserEffectiveRights> {
    return this.explain(caller, id, `(account_in_reach(department_code) or scope_flag('rights_review') or scope_flag('audit'))`);
  }

  async ofOneself(caller: Caller): Promise<EffectiveRights> {
    return this.explain(caller, caller.userId, 'true');
  }

  private async explain(caller: Caller, id: string, reach: string): Promise<UserEffectiveRights> {
    const read = await this.db.asCaller(caller, async (em) => {
      const [account]: Account[] = await em.query(
        `select id, username, name, status, staff_no as "staffNo", department_code as "departmentCode", rights_version as "rightsVersion"
         from app_user where id = $1 and ${reach}`,
        [id],
      );
      if (!account) throw new NotFound('账号');
      return { account, roles: await heldRoles(em, id), overrides: await overridesOf(em, id), departments: await departmentsOf(em, id) };
    });
    const { account, roles, overrides, departments } = read;
    const { permissions, scope } = await this.lookup.rightsOf({ ...account, userId: id });
    const live = overrides.filter(({ expired }) => !expired);
    return {
      id, username: account.username, name: account.name, status: account.status,
      permissions: [...permissions].sort(),
      roles: roles.map((role) => ({ code: role.code, name: role.name, active: role.active, scope: scopeSentence(role) })),
      overrides, rights: rightsWithReasons(roles.filter(({ active }) => active), live), fields: fieldsWithReasons(roles.filter(({ active }) => active), live),
      people: await this.countSeen(caller, scope), departments,
    };
  }

  /** Counted as that account would see them; 机密 people are left out, or the number would tell of them. */
  private async countSeen(caller: Caller, scope: Omit<DataScope, 'cleared' | 'opened'>): Promise<number> {
    const [{ people }]: [{ people: number }] = await this.db.asCaller({ ...caller, permissions: new Set(), scope: { ...scope, cleared: false, opened: [] } }, (em) =>
      em.query(`select count(*) as people from beneficiary where status = 'active' and not confidential`));
    return people;
  }
}

const heldRoles = (em: EntityManager, id: string): Promise<Held[]> => em.query(HELD, [id]);

async function overridesOf(em: EntityManager, id: string): Promise<OverrideRow[]> {
  const rows: Omit<OverrideRow, 'name'>[] = await em.query(OVERRIDES, [id]);
  return rows.map((row) => ({ ...row, name: wordOf(row.permission) }));
}

async function departmentsOf(em: EntityManager, id: string): Promise<string[]> {
  const rows: { name: string }[] = await em.query(
    `select d.name from user_department b join department d on d.code = b.department_code, (select (now() at time zone 'Asia/Shanghai')::date as day) today
     where b.user_id = $1 and b.valid_from <= today.day and (b.valid_until is null or b.valid_until >= today.day) order by b.main desc, d.code`,
    [id],
  );
  return rows.map(({ name }) => name);
}

function rightsWithReasons(roles: readonly Held[], overrides: readonly OverrideRow[]): ExplainedRight[] {
  return (Object.keys(PERMISSIONS) as Permission[]).flatMap((permission) => {
    const own = overrides.filter((one) => one.permission === permission);
    const because = [...roles.filter(({ permissions }) => permissions.includes(permission)).map(({ name }) => `角色：${name}`), ...own.map(overrideWords)];
    if (because.length === 0) return [];
    const isDenied = own.some(({ effect }) => effect === 'deny');
    return [{ permission, name: PERMISSIONS[permission], module: PERMISSION_MODULES[moduleOf(permission)].title, effective: !isDenied, because }];
  });
}

function fieldsWithReasons(roles: readonly Held[], overrides: readonly OverrideRow[]): ExplainedField[] {
  const shown = fieldsOf(roles, overrides);
  return PERSON_FIELD_NAMES.map((field) => ({
    field, name: PERSON_FIELDS[field], display: shown[field],
    because: [
      ...roles.filter(({ fields }) => fields[field]).map(({ name, fields }) => `角色：${name}（${DISPLAY_WORDS[fields[field] as FieldDisplay]}）`),
      ...overrides.filter(({ permission }) => permission === fieldKey(field)).map(overrideWords),
    ],
  }));
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

function overrideWords({ effect, validUntil, grantedBy, reason }: OverrideRow): string {
  const until = validUntil ? `至 ${DAY.format(validUntil)}` : '长期';
  return `${effect === 'deny' ? '单独禁止' : '单独授权'}：${until}，${grantedBy}，${reason}`;
}
