import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../../platform/database/visible-person.js';
import { exportList } from '../../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { BadInput, NotFound } from '../../../platform/http/refusal.js';
import { changedFields } from './changed-fields.js';
import { OperationNames } from './operation-names.js';
import { type PersonLogQuery, type PersonLogRow, type TrailDetail, type TrailFilter, type TrailQuery, TrailRow } from './trail.dto.js';
import { trailSentence, TRAIL_WORDS } from './trail-words.js';

const COLUMNS = `t.seq, t.at, t.actor, t.action, t.operation, t.outcome, t.status, coalesce(cardinality(t.beneficiary_ids), 0) as people,
  t.row_count as "rowCount", t.asked, t.reason, t.ip, t.device, t.session_id as "sessionId", t.trace`;
/** An export counts exactly, up to what a file may hold. */
const MOST_EXPORTED = 100_001;
const MOST_DAYS = 31;

type Found = Omit<TrailRow, 'operationName' | 'asked'> & { asked: Record<string, unknown> | null };
interface FoundChange {
  seq: number; at: Date; table: string; rowId: string; action: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null;
}

/** Who asked for what, the newest first; looking at it is on the trail too. */
@Injectable()
export class TrailQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly names: OperationNames,
  ) {}

  list(caller: Caller, query: TrailQuery): Promise<Page<TrailRow>> {
    return this.page(query, async (asked, skip) =>
      this.db.asCaller(caller, async (em) => {
        const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
          em.query(`select ${COLUMNS} from audit_found($1, $2, $3) t`, [asked, query.pageSize, skip]),
          em.query('select count(*) as total from audit_found($1, $2, 0)', [asked, EXACT_TOTAL + 1]),
        ]);
        return [rows.map((row) => this.named(row)), counted.total];
      }),
    );
  }

  /** One row with what the same request changed. */
  detail(caller: Caller, seq: number): Promise<TrailDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: (Found & { objectIds: string[] | null; personIds: string[] | null })[] = await em.query(
        `select ${COLUMNS}, t.object_ids as "objectIds", t.beneficiary_ids as "personIds" from access_trail t where t.seq = $1`, [seq],
      );
      if (!found) throw new NotFound('审计记录');
      const [changes, [group]]: [FoundChange[], { block: number }[]] = await Promise.all([
        em.query(
          `select seq, at, table_name as table, row_id as "rowId", action, before, after from change_log where trace = $1 order by seq limit 200`, [found.trace],
        ),
        em.query(
          `select seq as block from audit_chain where at between $1::timestamptz - interval '1 minute' and $1::timestamptz + interval '1 hour'
             and $2 = any (access_rows) limit 1`, [found.at, seq],
        ),
      ]);
      return {
        ...this.named(found), objectIds: found.objectIds ?? [], personIds: found.personIds ?? [], block: group?.block ?? null,
        changes: changes.map(({ before, after, ...change }) => ({ ...change, fields: changedFields(change.table, before, after) })),
      };
    });
  }

  /** 谁看过这份档案: for those who see the person and may ask this. */
  personLog(caller: Caller, person: string, query: PersonLogQuery): Promise<Page<PersonLogRow>> {
    return this.page({ ...query, person }, async (asked, skip) =>
      this.db.asCaller(caller, async (em) => {
        await mustSeePerson(em, person);
        const rows: (Omit<PersonLogRow, 'operationName'> & { operation: string })[] = await em.query(
          `select t.seq, t.at, t.actor, s.name as "actorName", d.name as "departmentName", t.action, t.operation, t.outcome, t.reason, t.ip
           from person_access_found($1, $2, $3) t left join actor_names() s on s.user_id = t.user_id left join department d on d.code = s.department_code
           order by t.at desc, t.seq desc`,
          [asked, query.pageSize, skip],
        );
        const [counted]: [{ total: number }] = await em.query('select count(*) as total from person_access_found($1, $2, 0)', [asked, EXACT_TOTAL + 1]);
        return [rows.map(({ operation, ...row }) => ({ ...row, operationName: this.names.of(operation) })), counted.total];
      }),
    );
  }

  async export(caller: Caller, filter: TrailFilter): Promise<StreamableFile> {
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: TrailRow, caller, title: '审计记录', period: [filter.from, filter.to], filters: trailSentence(filter), words: TRAIL_WORDS,
        statement: `select ${COLUMNS} from audit_found($1, ${MOST_EXPORTED}, 0) t order by t.at desc, t.seq desc`, values: [askedBy(filter)],
        finish: (found) => Object.assign(new TrailRow(), this.named(found as Found)),
      }),
    );
    return file;
  }

  private async page<T>(
    query: TrailFilter & { page: number; pageSize: number }, read: (asked: string, skip: number) => Promise<[T[], number]>,
  ): Promise<Page<T>> {
    const skip = (query.page - 1) * query.pageSize;
    if (skip >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请缩小时间范围或增加条件。', [{ field: 'page', message: '页码过大' }]);
    const [items, total] = await read(askedBy(query), skip);
    return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
  }

  private named({ asked, ...row }: Found): TrailRow {
    return { ...row, operationName: this.names.of(row.operation), asked: asked && Object.keys(asked).length ? JSON.stringify(asked) : '' };
  }
}

/**
 * The conditions as the owner's search takes them; days are the hospital's. What no index leads to is asked of a month at
 * most: the trail of years would be walked from end to end.
 */
function askedBy({ from, to, actor, action, outcome, operation, person, session, ip, words }: TrailFilter): string {
  const led = actor ?? person ?? words ?? operation ?? action;
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : Infinity;
  if (!led && (session ?? ip ?? outcome) && days > MOST_DAYS) {
    throw new BadInput(`只按会话、IP 或结果查询时，请给出不超过 ${MOST_DAYS} 天的时间范围。`, [{ field: 'from', message: '请缩小时间范围' }]);
  }
  const until = to && new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString();
  const asked = {
    from: from && `${from}T00:00:00+08:00`, until, actor: actor || undefined, action, outcome, operation, person, session, ip, words: words || undefined,
  };
  return JSON.stringify(asked);
}
