import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, NotFound } from '../../../platform/http/refusal.js';
import { DEFAULT_ROLES, EXPECTED_ACCOUNTS } from './expected-accounts.js';
import type { DefaultRole, ExpectedAccount, ExpectedAccounts, ProvisioningRuleRow, RuleInput } from './provisioning.dto.js';

/** Which role somebody new starts with. */
@Injectable()
export class ProvisioningQueries {
  constructor(private readonly db: ScopedDatabase) {}

  rules(caller: Caller): Promise<ProvisioningRuleRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select p.id, p.department_code as "departmentCode", d.name as "departmentName", p.title, p.role_code as "roleCode", r.name as "roleName",
           p.enabled, p.created_by as "createdBy", p.created_at as "createdAt"
         from provisioning_rule p join role r on r.code = p.role_code left join department d on d.code = p.department_code
         order by p.department_code nulls last, p.title nulls last, p.created_at, p.id`,
      ),
    );
  }

  defaultRoles(caller: Caller): Promise<DefaultRole[]> {
    return this.db.asCaller(caller, (em) => em.query(`select code, name from (${DEFAULT_ROLES}) allowed order by sort, code`));
  }

  /** Nothing is written. Accounts are out of the asker's sight, so the question answers to the system. */
  async preview(caller: Caller): Promise<ExpectedAccounts> {
    await this.db.asCaller(caller, async () => undefined);
    return this.db.asSystem('provisioning preview', async (em) => {
      const [items, [counted]]: [ExpectedAccount[], [{ total: number }]] = await Promise.all([
        em.query(
          `${EXPECTED_ACCOUNTS} select c.staff_no as "staffNo", c.name, d.name as "departmentName", c.title, c.role_name as "roleName"
           from chosen c left join department d on d.code = c.department_code order by c.staff_no limit 200`,
        ),
        em.query(`${EXPECTED_ACCOUNTS} select count(*) as total from chosen`),
      ]);
      return { items, total: counted.total };
    });
  }

  async add(caller: Caller, rule: RuleInput): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await refuseRule(em, rule);
      await em.query('insert into provisioning_rule (department_code, title, role_code, enabled, created_by) values ($1, $2, $3, $4, $5)', [
        ...valuesOf(rule), caller.username,
      ]);
    });
  }

  async change(caller: Caller, id: string, rule: RuleInput): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await refuseRule(em, rule);
      const [, changed]: [unknown, number] = await em.query(
        'update provisioning_rule set department_code = $2, title = $3, role_code = $4, enabled = $5 where id = $1',
        [id, ...valuesOf(rule)],
      );
      if (changed === 0) throw new NotFound('规则');
    });
  }

  async remove(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const [, removed]: [unknown, number] = await em.query('delete from provisioning_rule where id = $1', [id]);
      if (removed === 0) throw new NotFound('规则');
    });
  }
}

const valuesOf = ({ departmentCode, title, roleCode, enabled }: RuleInput): unknown[] => [departmentCode || null, title || null, roleCode, enabled];

async function refuseRule(em: EntityManager, { departmentCode, roleCode }: RuleInput): Promise<void> {
  const allowed: unknown[] = await em.query(`select 1 from (${DEFAULT_ROLES}) allowed where code = $1`, [roleCode]);
  if (allowed.length === 0) {
    throw new BadInput('缺省角色不能含机密、导出、全院范围或系统管理的权限，请由安全管理员单独授予。', [{ field: 'roleCode', message: '不能作为缺省角色' }]);
  }
  if (!departmentCode) return;
  const known: unknown[] = await em.query('select 1 from department where code = $1', [departmentCode]);
  if (known.length === 0) throw new BadInput('没有这个科室。', [{ field: 'departmentCode', message: '没有这个科室' }]);
}
