import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { RecordId } from '../../../platform/http/record-id.dto.js';
import type { NewStaff, StaffChange } from './staff.dto.js';

interface Stored {
  readonly staffNo: string;
  readonly name: string;
  readonly departmentCode: string | null;
  readonly title: string | null;
  readonly position: string | null;
  readonly local: boolean;
}

const IN_USE: Readonly<Record<string, string>> = { account: '用户账号', head: '科室负责人或护士长', records: '就诊等业务记录' };

/** Staff that the HIS does not know, and what is ours of those it knows. */
@Injectable()
export class StaffAdmin {
  constructor(private readonly db: ScopedDatabase) {}

  create(caller: Caller, { staffNo, ...facts }: NewStaff): Promise<RecordId> {
    return this.db.asCaller(caller, async (em) => {
      await refuseDepartment(em, facts.departmentCode || null);
      await em.query(`select pg_advisory_xact_lock(hashtext('staff number'))`);
      const taken: unknown[] = await em.query('select 1 from staff where staff_no = $1 limit 1', [staffNo]);
      if (taken.length) throw new BadInput('该工号已有人员。', [{ field: 'staffNo', message: '工号已被使用' }]);
      const [made]: [{ id: string }] = await em.query(
        `insert into staff (source_system, source_key, source_version, source_rank, content_hash, staff_no, name, department_code, title, position, phone, email, specialty)
         values ('local', $1, now(), 0, '', $1, $2, $3, $4, $5, $6, $7, $8) returning id`,
        [staffNo, ...valuesOf(facts)],
      );
      return made;
    });
  }

  async change(caller: Caller, id: string, facts: StaffChange): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const stored = await storedStaff(em, id);
      if (!stored.local) refuseSourceFields(stored, facts);
      else await refuseDepartment(em, facts.departmentCode || null);
      await em.query(
        'update staff set name = $2, department_code = $3, title = $4, position = $5, phone = $6, email = $7, specialty = $8 where id = $1',
        [id, ...valuesOf(facts)],
      );
    });
  }

  /** 离职 and 复职; records and figures keep the name. */
  async setActive(caller: Caller, id: string, active: boolean): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const { local } = await storedStaff(em, id);
      if (!local) throw ownedBySource('在职状态');
      await em.query('update staff set active = $2 where id = $1', [id, active]);
    });
  }

  /** Only who never did anything here. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const { local, staffNo, name } = await storedStaff(em, id);
      if (!local) throw ownedBySource('删除');
      const [{ uses }]: [{ uses: string[] }] = await em.query('select staff_in_use($1) as uses', [staffNo]);
      if (uses.length) {
        throw new Conflict('STAFF_IN_USE', `“${name}”还关联着${uses.map((use) => IN_USE[use]).join('、')}，不能删除。可以设为离职。`);
      }
      await em.query('delete from staff where id = $1', [id]);
    });
  }
}

async function storedStaff(em: EntityManager, id: string): Promise<Stored> {
  const [stored]: Stored[] = await em.query(
    `select staff_no as "staffNo", name, department_code as "departmentCode", title, position, source_system = 'local' as local from staff where id = $1 for update`,
    [id],
  );
  if (!stored) throw new NotFound('人员');
  return stored;
}

const ownedBySource = (what: string): Conflict =>
  new Conflict('SOURCE_OWNED', `该人员来自 HIS，${what}以 HIS 为准，请在 HIS 中修改，同步后自动更新。`);

function refuseSourceFields(stored: Stored, facts: StaffChange): void {
  const same = facts.name === stored.name && (['departmentCode', 'title', 'position'] as const).every((field) => (facts[field] || null) === stored[field]);
  if (!same) throw ownedBySource('姓名、科室、职称和岗位');
}

async function refuseDepartment(em: EntityManager, code: string | null): Promise<void> {
  if (code === null) return;
  const [department]: { active: boolean }[] = await em.query('select active from department where code = $1', [code]);
  if (!department?.active) throw new BadInput('没有这个科室或科室已停用。', [{ field: 'departmentCode', message: '没有这个科室或科室已停用' }]);
}

const valuesOf = ({ name, departmentCode, title, position, phone, email, specialty }: StaffChange): unknown[] => [
  name, departmentCode || null, title || null, position || null, phone || null, email || null, specialty || null,
];
