import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { DepartmentChange, DepartmentMerge, NewDepartment } from './department-input.dto.js';

interface Stored {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly fromSource: boolean;
}

const IN_USE: Readonly<Record<string, string>> = { children: '下级科室', staff: '人员', accounts: '用户账号', records: '就诊等业务记录' };
const CIRCLE = '23514';

/** What is ours of a department. What the hospital information system says of it is changed there, and arrives here. */
@Injectable()
export class DepartmentsAdmin {
  constructor(private readonly db: ScopedDatabase) {}

  async create(caller: Caller, { code, name, parentCode, kind, handlesVisits }: NewDepartment): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await refuseParent(em, parentCode || null);
      const made: unknown[] = await em.query(
        `insert into department (code, name, parent_code, kind, handles_visits, sort)
         values ($1, $2, $3, $4, $5, (select coalesce(max(sort), 0) + 1 from department)) on conflict (code) do nothing returning code`,
        [code, name, parentCode || null, kind, handlesVisits],
      );
      if (made.length === 0) throw new BadInput('该编码已有科室。', [{ field: 'code', message: '编码已被使用' }]);
    });
  }

  async change(caller: Caller, code: string, { name, kind, sort, headStaffNo, headNurseStaffNo }: DepartmentChange): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const stored = await storedDepartment(em, code);
      if (stored.fromSource && name !== stored.name) throw ownedBySource('名称');
      await refuseStaff(em, { headStaffNo, headNurseStaffNo });
      await em.query(
        'update department set name = $2, kind = $3, sort = $4, head_staff_no = $5, head_nurse_staff_no = $6 where code = $1',
        [code, name, kind, sort, headStaffNo || null, headNurseStaffNo || null],
      );
    });
  }

  /** Rights by the tree of departments follow at the next request. A circle is refused by the database, however many move at once. */
  async move(caller: Caller, code: string, parentCode: string | null): Promise<void> {
    await this.db
      .asCaller(caller, async (em) => {
        await aloneInTree(em);
        const stored = await storedDepartment(em, code);
        if (stored.fromSource) throw ownedBySource('上级科室');
        await refuseParent(em, parentCode);
        await em.query('update department set parent_code = $2 where code = $1', [code, parentCode]);
      })
      .catch((problem: unknown) => {
        throw sqlStateOf(problem) === CIRCLE ? new Conflict('DEPARTMENT_CIRCLE', '不能移到自己或自己的下级科室之下。请选择其他上级科室。') : problem;
      });
  }

  async setActive(caller: Caller, code: string, active: boolean): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const stored = await storedDepartment(em, code);
      if (stored.fromSource) throw ownedBySource('启用状态');
      await em.query('update department set active = $2, merged_into = case when $2 then null else merged_into end where code = $1', [code, active]);
    });
  }

  /** People and sub-departments go over; what was done stays under the old name. */
  async merge(caller: Caller, code: string, { into, reason }: DepartmentMerge): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await aloneInTree(em);
      const stored = await storedDepartment(em, code);
      if (stored.fromSource) throw ownedBySource('合并');
      await refuseParent(em, into, 'into');
      if (await standsBelow(em, into, code)) throw new Conflict('DEPARTMENT_CIRCLE', '不能合并到自己或自己的下级科室。请先移动下级科室。');
      await em.query('update department set parent_code = $2 where parent_code = $1', [code, into]);
      await em.query(`update staff set department_code = $2 where department_code = $1 and source_system = 'local'`, [code, into]);
      await em.query('select move_accounts($1, $2)', [code, into]);
      await em.query('update department set active = false, handles_visits = false, merged_into = $2 where code = $1', [code, into]);
    });
  }

  /** Only what was never used. */
  async remove(caller: Caller, code: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const stored = await storedDepartment(em, code);
      if (stored.fromSource) throw ownedBySource('删除');
      const [{ uses }]: [{ uses: string[] }] = await em.query('select department_in_use($1) as uses', [code]);
      if (uses.length) {
        throw new Conflict('DEPARTMENT_IN_USE', `“${stored.name}”还有${uses.map((use) => IN_USE[use]).join('、')}，不能删除。可以停用，或合并到其他科室。`);
      }
      await em.query('delete from department where code = $1', [code]);
    });
  }

  async setVisitHandling(caller: Caller, codes: readonly string[], handlesVisits: boolean): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await em.query('update department set handles_visits = $2 where code = any ($1) and handles_visits <> $2', [codes, handlesVisits]);
    });
  }
}

/** Before any row is locked, so that two who move wait for each other in one line; the database takes the same lock for everybody else. */
async function aloneInTree(em: EntityManager): Promise<void> {
  await em.query(`select pg_advisory_xact_lock(hashtext('department tree'))`);
}

async function storedDepartment(em: EntityManager, code: string): Promise<Stored> {
  const [stored]: Stored[] = await em.query(
    'select code, name, active, source_system is not null as "fromSource" from department where code = $1 for update',
    [code],
  );
  if (!stored) throw new NotFound('科室');
  return stored;
}

const ownedBySource = (what: string): Conflict =>
  new Conflict('SOURCE_OWNED', `该科室来自 HIS，${what}以 HIS 为准，请在 HIS 中修改，同步后自动更新。`);

async function refuseParent(em: EntityManager, code: string | null, field = 'parentCode'): Promise<void> {
  if (code === null) return;
  const [parent]: { active: boolean }[] = await em.query('select active from department where code = $1', [code]);
  if (!parent?.active) throw new BadInput('没有这个科室或科室已停用。', [{ field, message: '没有这个科室或科室已停用' }]);
}

/** The same department included. */
async function standsBelow(em: EntityManager, code: string, above: string): Promise<boolean> {
  const found: unknown[] = await em.query(
    `with recursive up as (select code, parent_code from department where code = $1
       union select d.code, d.parent_code from department d join up u on d.code = u.parent_code) select 1 from up where code = $2`,
    [code, above],
  );
  return found.length > 0;
}

async function refuseStaff(em: EntityManager, asked: Readonly<Record<string, string | null | undefined>>): Promise<void> {
  for (const [field, staffNo] of Object.entries(asked)) {
    if (!staffNo) continue;
    const found: unknown[] = await em.query('select 1 from staff where staff_no = $1 and active and deleted_at is null limit 1', [staffNo]);
    if (found.length === 0) throw new BadInput('没有这个在职人员。', [{ field, message: '没有这个在职人员' }]);
  }
}

const sqlStateOf = (problem: unknown): string | undefined => (problem as { driverError?: { code?: string } }).driverError?.code;
