import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { Page, PageQuery } from '../../platform/http/page.dto.js';
import { fieldChanges, type LoggedChange } from './logged-changes.js';
import type { FieldChangeRow } from './person-changes.dto.js';

/** What was changed about one person, by whom and when; the latest first. */
@Injectable()
export class PersonChangeQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async list(caller: Caller, id: string, { page, pageSize }: PageQuery): Promise<Page<FieldChangeRow>> {
    const rows: LoggedChange[] = await this.db.asCaller(caller, async (em) => {
      const seen: unknown[] = await em.query('select 1 from beneficiary where id = $1', [id]);
      if (seen.length === 0) throw new NotFound('保健对象');
      return em.query(
        `select seq, at, actor, actor_name as "actorName", trace, table_name as "tableName", action, before, after from person_changes($1)`,
        [id],
      );
    });
    const changes = fieldChanges(rows, (sealed) => this.cipher.open(sealed), caller.fields);
    const items = changes.slice((page - 1) * pageSize, page * pageSize);
    return { items, total: changes.length, totalIsExact: true };
  }
}
