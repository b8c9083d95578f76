import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { BadInput, NotFound } from '../../platform/http/refusal.js';
import {
  type EarlierRegistration, REGISTRATION_SORTS, type RegistrationDetail, type RegistrationQuery, RegistrationRow,
} from './registration.dto.js';
import { conditionsOf, FREE, SESSION, STATE } from './registration-conditions.js';
import { filterSentence, REGISTRATION_WORDS } from './registration-words.js';

const COLUMNS = `${personColumns('v.registered_at')}, v.source_key as "registrationNo", v.registered_at as "registeredAt", ${SESSION} as session,
  v.registration_class as "registrationClass", v.emergency, v.vip as "vipVisit", v.department_name as "departmentName",
  v.doctor_name as "doctorName", v.queue_no as "queueNo", v.fee, coalesce(${FREE}, false) as free, v.channel, ${STATE} as state, v.refunded_at as "refundedAt"`;
const ROWS = 'registration v join beneficiary b on b.id = v.beneficiary_id';

type Found<T> = Omit<T, 'age'> & { birthDate: string | null };

/** Registrations of our people, the newest first. */
@Injectable()
export class RegistrationQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: RegistrationQuery): Promise<Page<RegistrationRow>> {
    const { where, values } = conditionsOf(caller, query);
    const offset = (query.page - 1) * query.pageSize;
    if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found<RegistrationRow>[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} from ${ROWS} where ${where} order by ${orderOf(query)} limit ${query.pageSize} offset ${offset}`, values),
        em.query(`select count(*) as total from (select 1 from registration v where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  detail(caller: Caller, id: string): Promise<RegistrationDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], earlier]: [Found<Omit<RegistrationDetail, 'earlier'>>[], EarlierRegistration[]] = await Promise.all([
        em.query(
          `select ${COLUMNS}, v.source_system as "sourceSystem", v.source_version as "sourceVersion" from ${ROWS} where v.id = $1 and v.deleted_at is null`,
          [id],
        ),
        em.query(
          `select h.registered_at as "registeredAt", h.department_name as "departmentName", h.doctor_name as "doctorName", h.queue_no as "queueNo",
             h.refunded, h.recorded_to as "recordedUntil"
           from registration_history h where h.id = $1 and h.deleted_at is null order by h.recorded_to desc`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('挂号记录');
      return { ...withAge(found), earlier };
    });
  }

  async export(caller: Caller, query: RegistrationQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(caller, query);
    const { file } = await this.db.asCaller(caller, async (em) =>
      exportList(em, {
        row: RegistrationRow,
        caller,
        title: '挂号信息',
        period: [query.from, query.to],
        filters: await filterSentence(em, query),
        words: REGISTRATION_WORDS,
        statement: `select ${COLUMNS} from ${ROWS} where ${where} order by ${orderOf(query)}`,
        values,
        finish: (found) => withAge(found as Found<RegistrationRow>),
      }),
    );
    return file;
  }
}

/** The id decides between equals, in the same direction, so that pages neither repeat nor skip. */
function orderOf({ sort }: RegistrationQuery): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = (REGISTRATION_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!;
  return `${column} ${direction}${column === 'v.registered_at' ? '' : ' nulls last'}, v.id ${direction}`;
}
