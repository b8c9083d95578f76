import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, IsUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../http/refusal.js';
import { type QueryNode, readQuery } from './query-tree.js';

/** No statement of a reader's own query runs longer; rows and count together stay within five seconds. */
const LONGEST_MS = 2_500;

/** The parameter of a list that names a saved filter; its query is joined to the list's other filters. */
export function SchemeId(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ format: 'uuid', description: '查询方案的编号：其组合条件与其他筛选同时成立' }), IsOptional(), IsUUID());
}

/** The body field that holds a nested query. */
export function NestedQuery(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'object', additionalProperties: true,
      description: '组合条件：{ "and": [ … ] } 或 { "or": [ … ] }，可嵌套 5 层、共 50 个条件；条件为 { "field", "operator", "value" }，字段与运算符见 /query-fields/{list}',
      example: { and: [{ field: 'diagnosis', operator: 'contains', value: '高血压' }, { field: 'lab', operator: 'gt', item: 'HBA1C', value: 7, days: 365 }] },
    }),
    IsObject(),
  );
}

/** The query of a list: as sent, else of the saved filter. Limits the time of the statements that follow. Throws NotFound for a filter that is not the caller's to use. */
export async function askedQuery(em: EntityManager, list: string, { query, scheme }: { query?: unknown; scheme?: string | undefined }): Promise<QueryNode | null> {
  if (query === undefined && !scheme) return null;
  await em.query(`set local statement_timeout = ${LONGEST_MS}`);
  if (query !== undefined) return readQuery(query);
  const [found]: { query: unknown }[] = await em.query('select query from saved_filter where id = $1 and list = $2', [scheme, list]);
  if (!found) throw new NotFound('查询方案');
  return found.query === null ? null : readQuery(found.query);
}
