import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addOwnWork } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { withAge } from '../../platform/http/person-row.dto.js';
import { STAT_WORDS } from './figure-words.js';
import { type CompletionQuery, CompletionRow } from './weekly-completion.dto.js';

export interface Completion {
  readonly day: string;
  readonly due: number;
  readonly done: number;
}

const dayOf = (at: string): string => `(${at} at time zone 'Asia/Shanghai')::date`;
const FITS: Readonly<Record<CompletionQuery['state'], string>> = { due: 'true', done: 'x.received_at is not null', open: 'x.received_at is null' };

/**
 * 应接待 and 已完成. Expected on a day is who had a confirmed appointment or a registration that was not given back, each once; done is
 * who of them was looked after that day by a reception that is finished.
 */
@Injectable()
export class WeeklyCompletionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  days(em: EntityManager, caller: Caller, from: string, to: string): Promise<Completion[]> {
    const { sql, values } = expected(caller, from, to);
    return em.query(`select day::text, count(*)::integer as due, count(received_at)::integer as done from (${sql}) x group by day`, values);
  }

  /** The people behind the two figures of one day. */
  people(caller: Caller, { day, state, page, pageSize }: CompletionQuery): Promise<Page<CompletionRow>> {
    const { sql, values } = expected(caller, day, day);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(`${peopleOf(sql, state)} limit ${pageSize} offset ${(page - 1) * pageSize}`, [...values]),
        em.query(`select count(*)::integer as total from (${sql}) x where ${FITS[state]}`, [...values]),
      ]);
      return { items: rows.map(withAge), total: counted.total, totalIsExact: true };
    });
  }

  /** The same people as a file. */
  async export(caller: Caller, { day, state }: CompletionQuery): Promise<StreamableFile> {
    const { sql, values } = expected(caller, day, day);
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: CompletionRow, caller, title: `应接待人员_${STATE_WORDS[state]}`, period: [day, day], filters: `日期：${day}；${STATE_WORDS[state]}`, words: STAT_WORDS,
        statement: peopleOf(sql, state), values: [...values], finish: (found) => withAge(found as Found),
      }),
    );
    return file;
  }
}

type Found = Omit<CompletionRow, 'age'> & { birthDate: string | null };

const STATE_WORDS: Readonly<Record<CompletionQuery['state'], string>> = { due: '应接待', done: '已完成', open: '未完成' };

const peopleOf = (sql: string, state: CompletionQuery['state']): string =>
  `select x.beneficiary_id as id, x.beneficiary_id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.care_level as "careLevel", b.categories,
     x.appointed_at as "appointedAt", x.registered_at as "registeredAt", x.received_at as "receivedAt"
   from (${sql}) x join beneficiary b on b.id = x.beneficiary_id where ${FITS[state]}
   order by coalesce(x.appointed_at, x.registered_at), x.beneficiary_id`;

/** Who was expected by day, with the beginning of his finished reception of that day. */
function expected(caller: Caller, from: string, to: string): { sql: string; values: readonly unknown[] } {
  const one = (at: string, holds: string): Conditions => {
    const conditions = new Conditions().always(`v.deleted_at is null and ${holds}`);
    conditions.and((bind) => `v.${at} >= ${bind(from)}::date::timestamp at time zone 'Asia/Shanghai' and v.${at} < (${bind(to)}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
    addOwnWork(conditions, caller, `v.${at}`);
    return conditions;
  };
  const appointments = one('appointed_at', `v.status in ('confirmed', 'arrived', 'done', 'no-show')`);
  const registrations = one('registered_at', 'not v.refunded');
  const shifted = registrations.where.replaceAll(/\$(\d+)/g, (_, nth: string) => `$${Number(nth) + appointments.values.length}`);
  return {
    sql: `select d.day, d.beneficiary_id, min(d.appointed_at) as appointed_at, min(d.registered_at) as registered_at,
        (select min(r.started_at) from reception r where r.beneficiary_id = d.beneficiary_id and r.status = 'done' and ${dayOf('r.started_at')} = d.day) as received_at
      from (select ${dayOf('v.appointed_at')} as day, v.beneficiary_id, v.appointed_at, null::timestamptz as registered_at from appointment v where ${appointments.where}
        union all select ${dayOf('v.registered_at')}, v.beneficiary_id, null, v.registered_at from registration v where ${shifted}) d
      group by d.day, d.beneficiary_id`,
    values: [...appointments.values, ...registrations.values],
  };
}
