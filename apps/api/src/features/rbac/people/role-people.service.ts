import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../../platform/database/visible-person.js';
import type { Page, PageQuery } from '../../../platform/http/page.dto.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import { refuseOwnRole } from '../roles/role-bounds.js';
import type { ChosenPerson, PeopleRole } from './role-people.dto.js';

const SEEN = 'role_person p join beneficiary b on b.id = p.beneficiary_id where p.role_code = $1';

/**
 * Whom the roles for chosen people see. The administrator makes such a role and sees no people; the care office chooses them
 * and makes no role: so two people stand behind each.
 */
@Injectable()
export class RolePeople {
  constructor(private readonly db: ScopedDatabase) {}

  roles(caller: Caller): Promise<PeopleRole[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(`select r.code, r.name, role_holders(r.code) as holders, (select count(*) from role_person p where p.role_code = r.code) as people
        from role r where r.data_scope = 'persons' and r.active order by r.sort, r.code`));
  }

  list(caller: Caller, code: string, { page, pageSize }: PageQuery): Promise<Page<ChosenPerson>> {
    return this.db.asCaller(caller, async (em) => {
      await mustTakePeople(em, code);
      const items: ChosenPerson[] = await em.query(
        `select b.id as "beneficiaryId", b.roster_no as "rosterNo", b.name, b.care_level as "careLevel", p.added_by as "addedBy", p.added_at as "addedAt"
         from ${SEEN} order by b.name_sort, b.id limit $2 offset $3`,
        [code, pageSize, (page - 1) * pageSize],
      );
      const [{ total }]: [{ total: number }] = await em.query(`select count(*) as total from ${SEEN}`, [code]);
      return { items, total, totalIsExact: true };
    });
  }

  /** Counts at the next request of everybody who holds the role. Throws NotFound for somebody whom the caller does not see. */
  async choose(caller: Caller, code: string, beneficiaryId: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await mustTakePeople(em, code);
      refuseOwnRole(caller, code);
      await mustSeePerson(em, beneficiaryId);
      await em.query(
        `insert into role_person (role_code, beneficiary_id, confidential, added_by) select $1, id, confidential, $3 from beneficiary where id = $2
         on conflict do nothing`,
        [code, beneficiaryId, caller.username],
      );
    });
  }

  async leaveOut(caller: Caller, code: string, beneficiaryId: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await mustTakePeople(em, code);
      refuseOwnRole(caller, code);
      const [, gone]: [unknown, number] = await em.query('delete from role_person where role_code = $1 and beneficiary_id = $2', [code, beneficiaryId]);
      if (gone === 0) throw new NotFound('保健对象');
    });
  }
}

async function mustTakePeople(em: EntityManager, code: string): Promise<void> {
  const [role]: { dataScope: string }[] = await em.query('select data_scope as "dataScope" from role where code = $1', [code]);
  if (!role) throw new NotFound('角色');
  if (role.dataScope !== 'persons') throw new Conflict('ROLE_WITHOUT_PEOPLE', '该角色的数据范围不是“固定服务对象”，不需要指定人员。');
}
