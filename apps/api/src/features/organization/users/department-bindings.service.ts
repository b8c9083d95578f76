import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { accountTarget, refuseOneself } from './account-target.js';
import { refuseDepartment } from './accounts-admin.service.js';
import type { DepartmentBinding } from './user-input.dto.js';

/** In which departments an account works, and from when to when. What is seen through them changes at the next request. */
@Injectable()
export class DepartmentBindingsService {
  constructor(private readonly db: ScopedDatabase) {}

  async bind(caller: Caller, id: string, departments: readonly DepartmentBinding[]): Promise<void> {
    const main = mainOf(departments);
    await this.db.asCaller(caller, async (em) => {
      const target = await accountTarget(em, caller, id);
      refuseOneself(caller, target, '调整');
      const known = await knownCodes(em, id);
      for (const { code } of departments) if (!known.has(code) || code === main) await refuseDepartment(em, caller, code);
      // The main department first: what keeps the two tables in step makes or marks its row.
      await em.query('update app_user set department_code = $2 where id = $1', [id, main]);
      await em.query('delete from user_department where user_id = $1 and not main and department_code <> all ($2)', [id, departments.map(({ code }) => code)]);
      await em.query(
        `insert into user_department (user_id, department_code, position, valid_from, valid_until)
         select $1::uuid, * from unnest($2::text[], $3::text[], $4::date[], $5::date[])
         on conflict (user_id, department_code) do update set
           position = excluded.position, valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
        [id, ...columnsOf(departments)],
      );
    });
  }
}

function mainOf(departments: readonly DepartmentBinding[]): string {
  const mains = departments.filter(({ main }) => main);
  if (mains.length !== 1) throw new BadInput('请指定且只指定一个主科室。', [{ field: 'departments', message: '须有且只有一个主科室' }]);
  if (new Set(departments.map(({ code }) => code)).size < departments.length) {
    throw new BadInput('同一科室只能出现一次。', [{ field: 'departments', message: '科室重复' }]);
  }
  if (departments.some(({ from, to }) => to && to < from)) {
    throw new BadInput('结束日期不能早于开始日期。', [{ field: 'departments', message: '结束日期早于开始日期' }]);
  }
  return mains[0]!.code;
}

/** What is bound already may stay although the department is out of use or out of the caller's reach. */
async function knownCodes(em: EntityManager, id: string): Promise<ReadonlySet<string>> {
  const rows: { code: string }[] = await em.query('select department_code as code from user_department where user_id = $1', [id]);
  return new Set(rows.map(({ code }) => code));
}

function columnsOf(departments: readonly DepartmentBinding[]): unknown[] {
  return [
    departments.map(({ code }) => code), departments.map(({ position }) => position || null),
    departments.map(({ from }) => from), departments.map(({ to }) => to || null),
  ];
}
