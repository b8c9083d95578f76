import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import { accountTarget } from '../users/account-target.js';
import type { CodeMapping, MappingSuggestion, Unmapped, UnmappedStaff, UnmappedUser } from './mapping.dto.js';

const FREE_STAFF = `s.active and s.deleted_at is null and s.source_system <> 'local'
  and not exists (select 1 from user_staff_code c where c.source_system = s.source_system and c.staff_code = s.staff_no)`;
const REACHED = `u.status <> 'closed' and account_in_reach(u.department_code)`;

/** One pair a code and account that resemble each other; several accounts of one name are no suggestion. */
const SUGGESTIONS = `select * from (
    select u.id as "userId", u.username, u.name as "userName", s.source_system as source, s.staff_no as code, s.name as "staffName", d.name as "departmentName",
      case when u.staff_no = s.staff_no and u.name = s.name then 98 when u.staff_no = s.staff_no then 70
        when u.phone = s.phone and u.name = s.name then 90
        when u.name = s.name and u.department_code = s.department_code then 75 else 50 end as confidence,
      case when u.staff_no = s.staff_no and u.name = s.name then '工号和姓名相同' when u.staff_no = s.staff_no then '工号相同，姓名不同，请核对'
        when u.phone = s.phone and u.name = s.name then '姓名和手机相同'
        when u.name = s.name and u.department_code = s.department_code then '姓名和科室相同' else '姓名相同且没有重名' end as because,
      count(*) over (partition by s.source_system, s.staff_no) as rivals,
      count(*) over (partition by u.id, s.source_system) as choices, u.staff_no = s.staff_no as numbered
    from staff s join app_user u on u.staff_no = s.staff_no or u.name = s.name
    left join department d on d.code = s.department_code
    where ${FREE_STAFF} and ${REACHED}) pair
  where numbered or (rivals = 1 and choices = 1)`;

/** By which codes the HIS and others know the holder of an account. */
@Injectable()
export class MappingsService {
  constructor(private readonly db: ScopedDatabase) {}

  /** A preview: nothing is written before somebody confirms. */
  suggestions(caller: Caller): Promise<MappingSuggestion[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select "userId", username, "userName", source, code, "staffName", "departmentName", confidence, because
         from (${SUGGESTIONS}) found order by confidence desc, code limit 500`,
      ),
    );
  }

  unmapped(caller: Caller): Promise<Unmapped> {
    return this.db.asCaller(caller, async (em) => {
      const [staff, [staffCount], users, [userCount]]: [UnmappedStaff[], [{ total: number }], UnmappedUser[], [{ total: number }]] = await Promise.all([
        em.query(`select s.source_system as source, s.staff_no as code, s.name, d.name as "departmentName", s.title from staff s
          left join department d on d.code = s.department_code where ${FREE_STAFF} order by 1, 2 limit 500`),
        em.query(`select count(*) as total from staff s where ${FREE_STAFF}`),
        em.query(`select u.id, u.username, u.name, u.staff_no as "staffNo" from app_user u
          where ${REACHED} and not exists (select 1 from user_staff_code c where c.user_id = u.id) order by u.username limit 500`),
        em.query(`select count(*) as total from app_user u where ${REACHED} and not exists (select 1 from user_staff_code c where c.user_id = u.id)`),
      ]);
      return { staff, staffTotal: staffCount.total, users, userTotal: userCount.total };
    });
  }

  /** All or nothing: a code that belongs to somebody else stops the whole lot, and is named. */
  async confirm(caller: Caller, mappings: readonly CodeMapping[]): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      for (const userId of [...new Set(mappings.map((one) => one.userId))].sort()) await accountTarget(em, caller, userId);
      for (const { userId, source, code } of mappings) await addCode(em, caller, userId, source, code);
    });
  }

  /** What the source wrote stays as it is, its names included. */
  async remove(caller: Caller, { userId, source, code }: CodeMapping): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await accountTarget(em, caller, userId);
      const [, removed]: [unknown, number] = await em.query(
        'delete from user_staff_code where user_id = $1 and source_system = $2 and staff_code = $3',
        [userId, source, code],
      );
      if (removed === 0) throw new NotFound('对照');
    });
  }
}

async function addCode(em: EntityManager, caller: Caller, userId: string, source: string, code: string): Promise<void> {
  const added: unknown[] = await em.query(
    `insert into user_staff_code (source_system, staff_code, user_id, created_by) values ($1, $2, $3, $4)
     on conflict (source_system, staff_code) do nothing returning user_id`,
    [source, code, userId, caller.username],
  );
  if (added.length) return;
  const [holder]: { id: string; name: string; username: string }[] = await em.query(
    `select u.id, u.name, u.username from user_staff_code c join app_user u on u.id = c.user_id where c.source_system = $1 and c.staff_code = $2`,
    [source, code],
  );
  if (holder?.id === userId) return;
  const whose = holder ? `${holder.name}（${holder.username}）` : '另一个账号';
  throw new Conflict('CODE_TAKEN', `${source.toUpperCase()} 工号 ${code} 已对照到${whose}，一个工号只能对应一个账号。请先解除原对照。`);
}
