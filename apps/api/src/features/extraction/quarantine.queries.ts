import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { Conditions } from '../../platform/database/conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import { keptPayload } from './console/failures/kept-payload.js';
import { payloadShape } from './console/shape-of.js';
import type {
  QuarantineDetail,
  QuarantineFilter,
  QuarantineGroup,
  QuarantineQuery,
  QuarantineRow,
} from './quarantine.dto.js';

const COLUMNS = `q.id, q.source_id as source, q.stream_id as stream, q.at, q.key, q.kind, q.reason, q.attempts, q.status, q.group_hash as "group",
  (select count(*)::int from quarantine s where s.group_hash = q.group_hash and s.status = q.status) as similar`;

/** Records that could not be used. */
@Injectable()
export class QuarantineQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  page(caller: Caller, { page, pageSize, ...filter }: QuarantineQuery): Promise<Page<QuarantineRow>> {
    const { where, values } = quarantineConditions(filter);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<QuarantineRow[]>(
          `select ${COLUMNS} from quarantine q where ${where} order by q.at desc, q.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
          values,
        ),
        em.query<[{ total: number }]>(
          `select count(*)::int as total from (select 1 from quarantine q where ${where} limit ${EXACT_TOTAL + 1}) counted`,
          values,
        ),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  /** Equal failures of the same filter, the most frequent first. */
  groups(caller: Caller, { page, pageSize, ...filter }: QuarantineQuery): Promise<Page<QuarantineGroup>> {
    const { where, values } = quarantineConditions(filter);
    const grouped = `from quarantine q where ${where} group by q.group_hash, q.source_id, q.stream_id, q.kind, q.reason`;
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<QuarantineGroup[]>(
          `select q.group_hash as "group", q.source_id as source, q.stream_id as stream, q.kind, q.reason, count(*)::int as count,
             sum(q.attempts)::int as attempts, min(q.at) as "firstAt", max(q.last_at) as "lastAt", (array_agg(q.id order by q.last_at desc))[1] as example
           ${grouped} order by count desc, q.group_hash limit ${pageSize} offset ${(page - 1) * pageSize}`,
          values,
        ),
        em.query<[{ total: number }]>(
          `select count(*)::int as total from (select 1 ${grouped} limit ${EXACT_TOTAL + 1}) counted`,
          values,
        ),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  async one(caller: Caller, id: string): Promise<QuarantineDetail> {
    const [row]: (QuarantineDetail & { payloadCipher: string })[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select ${COLUMNS}, q.problems, q.payload_cipher as "payloadCipher", q.closed_by as "closedBy", q.closed_at as "closedAt",
           q.run_id as "runId", q.mapping_version as "mappingVersion", q.close_reason as "closeReason" from quarantine q where q.id = $1`,
        [id],
      ),
    );
    if (!row) throw new NotFound('失败记录');
    const { payloadCipher, ...detail } = row;
    return { ...detail, payload: payloadShape(keptPayload(this.cipher, row.source, payloadCipher) ?? '') };
  }
}

/** Conditions over `quarantine q`. */
export function quarantineConditions(filter: QuarantineFilter): Conditions {
  return new Conditions()
    .when(filter.source, (bound) => `q.source_id = ${bound}`)
    .when(filter.stream, (bound) => `q.stream_id = ${bound}`)
    .when(filter.group, (bound) => `q.group_hash = ${bound}`)
    .when(filter.run, (bound) => `q.run_id = ${bound}::bigint`)
    .when(filter.kind, (bound) => `q.kind = ${bound}`)
    .when(filter.status, (bound) => `q.status = ${bound}`)
    .when(filter.from, (bound) => `q.at >= ${bound}::date`)
    .when(filter.to, (bound) => `q.at < ${bound}::date + 1`)
    .when(filter.key, (bound) => `q.key = ${bound}`);
}
