import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { SystemEventQuery, SystemEventRow } from './operations.dto.js';

const COLUMNS = `id, level, module, message, count, first_at as "firstAt", last_at as "lastAt", traces, status, handled_by as "handledBy",
  handled_at as "handledAt", note`;

@Injectable()
export class SystemEventQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { page, pageSize, level, status, words }: SystemEventQuery): Promise<Page<SystemEventRow>> {
    const where = `where ($1::text is null or level = $1) and ($2::text is null or status = $2)
      and ($3::text is null or strpos(lower(module || ' ' || message), lower($3)) > 0 or $3 = any (traces))`;
    const asked = [level ?? null, status ?? null, words || null];
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [SystemEventRow[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} from system_event ${where} order by last_at desc, id limit $4 offset $5`, [...asked, pageSize, (page - 1) * pageSize]),
        em.query(`select count(*) as total from system_event ${where}`, asked),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  async handle(caller: Caller, id: string, note: string): Promise<void> {
    caller.request.reason = note;
    await this.db.asCaller(caller, async (em) => {
      const [done]: [unknown[], number] = await em.query(
        `update system_event set status = 'handled', handled_by = $2, handled_at = now(), note = $3 where id = $1 returning id`, [id, caller.username, note],
      );
      if (done.length === 0) throw new NotFound('系统事件');
    });
  }
}
