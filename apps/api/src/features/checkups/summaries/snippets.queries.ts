import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, NotFound } from '../../../platform/http/refusal.js';
import type { SnippetInput, SnippetRow } from './snippet.dto.js';

const COLUMNS = `id, title, text, case when owner_id is null then 'department' else 'own' end as use, created_by = $1 as mine`;

/** Phrases of a user and of his department; the row policy keeps everybody else's away. */
@Injectable()
export class Snippets {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller): Promise<SnippetRow[]> {
    return this.db.asCaller(caller, (em) => em.query(`select ${COLUMNS} from summary_snippet order by owner_id is null, title, id`, [caller.username]));
  }

  async add(caller: Caller, { title, text, use }: SnippetInput): Promise<SnippetRow> {
    if (use === 'department' && !caller.departmentCode) throw new BadInput('您的账号没有科室，不能存为本科室共用。', [{ field: 'use', message: '请选择仅本人使用' }]);
    const [made]: SnippetRow[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `insert into summary_snippet (owner_id, department_code, title, text, created_by) values ($2, $3, $4, $5, $1) returning ${COLUMNS}`,
        [caller.username, use === 'own' ? caller.userId : null, use === 'department' ? caller.departmentCode : null, title, text],
      ),
    );
    return made!;
  }

  /** Only by who made it; for everybody else it is not there. */
  async remove(caller: Caller, id: string): Promise<void> {
    const [, removed]: [unknown, number] = await this.db.asCaller(caller, (em) =>
      em.query('delete from summary_snippet where id = $1 and created_by = $2', [id, caller.username]),
    );
    if (removed === 0) throw new NotFound('常用语');
  }
}
