import { suggestCode } from '@cadre/connectors/suggestions/suggest-code';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { Conditions } from '../../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../../platform/http/page.dto.js';
import type { CodeMapFilter, CodeMapQuery, CodeMapRow } from './code-map.dto.js';

/** Codes that were met, and what they mean here. */
@Injectable()
export class CodeMapQueries {
  constructor(private readonly db: ScopedDatabase) {}

  page(caller: Caller, { page, pageSize, ...filter }: CodeMapQuery): Promise<Page<CodeMapRow>> {
    const { where, values } = conditionsOf(filter);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [{ total }]] = await Promise.all([
        em.query<Omit<CodeMapRow, 'suggested' | 'choices'>[]>(
          `select source_system as source, table_name as "table", code, target, seen, first_seen as "firstSeen", last_seen as "lastSeen"
           from code_mapping where ${where} order by target is not null, seen desc, source_system, table_name, code limit ${pageSize} offset ${(page - 1) * pageSize}`,
          values,
        ),
        em.query<[{ total: number }]>(
          `select count(*)::int as total from (select 1 from code_mapping where ${where} limit ${EXACT_TOTAL + 1}) counted`,
          values,
        ),
      ]);
      const items = rows.map((row): CodeMapRow => {
        const { target, choices } = suggestCode(row.table, row.code);
        return { ...row, suggested: target, choices: [...choices] };
      });
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }
}

function conditionsOf(filter: CodeMapFilter): Conditions {
  return new Conditions()
    .when(filter.source, (bound) => `source_system = ${bound}`)
    .when(filter.table, (bound) => `table_name = ${bound}`)
    .when(filter.code, (bound) => `code = ${bound}`)
    .when(filter.unmapped, (bound) => `(target is null) = ${bound}::boolean`);
}
