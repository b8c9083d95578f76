import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { Conditions } from '../../platform/database/conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import { maskPayload } from './mask-payload.js';
import type { QuarantineDetail, QuarantineFilter, QuarantineQuery, QuarantineRow } from './quarantine.dto.js';

const COLUMNS = `q.id, q.source_id as source, q.stream_id as stream, q.at, q.key, q.kind, q.reason, q.attempts, q.status,
  (select count(*)::int from quarantine s where s.group_hash = q.group_hash and s.status = q.status) as similar`;

/** Records that could not be used. */
@Injectable()
export class QuarantineQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  page(caller: Caller, { page, pageSize, ...filter }: QuarantineQuery): Promise<Page<QuarantineRow>> {
    const { where, values } = conditionsOf(filter);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<QuarantineRow[]>(
          `select ${COLUMNS} from quarantine q where ${where} order by q.at desc, q.id limit ${pageSize} offset ${(page - 1) * pageSize}`, values,
        ),
        em.query<[{ total: number }]>(`select count(*)::int as total from (select 1 from quarantine q where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  async one(caller: Caller, id: string): Promise<QuarantineDetail> {
    const [row]: (QuarantineDetail & { payloadCipher: string })[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select ${COLUMNS}, q.problems, q.payload_cipher as "payloadCipher", q.closed_by as "closedBy", q.closed_at as "closedAt",
           q.close_reason as "closeReason" from quarantine q where q.id = $1`,
        [id],
      ),
    );
    if (!row) throw new NotFound('失败记录');
    const { payloadCipher, ...detail } = row;
    return { ...detail, payload: maskPayload(this.cipher.open(payloadCipher)) };
  }
}

function conditionsOf(filter: QuarantineFilter): Conditions {
  return new Conditions()
    .when(filter.source, (bound) => `q.source_id = ${bound}`)
    .when(filter.kind, (bound) => `q.kind = ${bound}`)
    .when(filter.status, (bound) => `q.status = ${bound}`)
    .when(filter.from, (bound) => `q.at >= ${bound}::date`)
    .when(filter.to, (bound) => `q.at < ${bound}::date + 1`)
    .when(filter.key, (bound) => `q.key = ${bound}`);
}
