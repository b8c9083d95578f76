import type { Pool } from 'pg';
import type { Row } from './table.js';

/** A question that cannot be understood. */
export class BadQuestion extends Error {}

/** The data sets of the booking system and how one row of each is printed. */
const SETS: Readonly<Record<string, { table: string; key: string; patient: string; print: (row: Row) => object }>> = {
  appointments: { table: 'yyjl', key: 'yyh', patient: 'brid', print: appointment },
  slots: { table: 'hyxx', key: 'hyh', patient: 'ysgh', print: slot },
};
const MOST = 1_000;

/** One page in the order of (time, number); `next` is the token that continues it. */
export interface BookingPage {
  readonly total: number;
  readonly size: number;
  readonly items: readonly object[];
  readonly next: string | null;
}

export const isDataSet = (name: string): boolean => Object.hasOwn(SETS, name);

/** `since` (inclusive) and `until` (exclusive) are wall times; `patients` and `ids` are lists joined by commas. */
export async function bookingPage(pool: Pool, name: string, query: URLSearchParams): Promise<BookingPage> {
  const set = SETS[name];
  if (!set) throw new BadQuestion(`没有数据集 ${name}`);
  const limit = Number(query.get('limit') ?? 200);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new BadQuestion(`limit 应为 1 到 ${MOST}`);
  const [at, key] = readToken(query.get('cursor'));
  const list = (wanted: string): string[] | null => query.get(wanted)?.split(',').filter(Boolean) ?? null;
  const conditions = `xgsj >= coalesce($1::timestamp, '-infinity') and xgsj < coalesce($2::timestamp, 'infinity')
    and ($3::text[] is null or ${set.patient} = any ($3)) and ($4::text[] is null or ${set.key} = any ($4))`;
  const bounds = [time(query.get('since')), time(query.get('until')), list('patients'), list('ids')];
  const counted = await pool.query<{ n: string }>(`select count(*) as n from hospital.${set.table} where ${conditions}`, bounds);
  const found = await pool.query<Record<string, string | null>>(
    `select * from hospital.${set.table} where ${conditions} and ($5::timestamp is null or (xgsj, ${set.key}) > ($5::timestamp, $6))
     order by xgsj, ${set.key} limit $7`,
    [...bounds, at, key, limit + 1],
  );
  const rows = found.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    total: Number(counted.rows[0]?.n ?? 0),
    size: rows.length,
    items: rows.map(set.print),
    next: found.rows.length > limit && last ? token(last['xgsj'] ?? '', last[set.key] ?? '') : null,
  };
}

/** How many records of a data set changed on each day of [from, to]. */
export async function bookingCounts(pool: Pool, query: URLSearchParams): Promise<{ items: readonly object[] }> {
  const set = SETS[query.get('dataset') ?? ''];
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  if (!set || ![from, to].every((day) => /^\d{4}-\d\d-\d\d$/.test(day))) throw new BadQuestion('需要 dataset、from、to（yyyy-MM-dd）');
  const found = await pool.query<{ date: string; count: string }>(
    `select xgsj::date::text as date, count(*) as count from hospital.${set.table}
     where xgsj >= $1::date and xgsj < $2::date + 1 and not sc group by 1 order by 1`,
    [from, to],
  );
  return { items: found.rows.map(({ date, count }) => ({ date, count: Number(count) })) };
}

const token = (at: string, key: string): string => Buffer.from(JSON.stringify([at, key])).toString('base64url');

function readToken(text: string | null): [at: string | null, key: string | null] {
  if (!text) return [null, null];
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string') return [time(read[0]), read[1]];
  } catch {
    throw new BadQuestion('cursor 无效');
  }
  throw new BadQuestion('cursor 无效');
}

/** A bound in any of the forms that callers use; an offset is turned into the hospital's own wall time. */
function time(text: string | null): string | null {
  if (!text) return null;
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d{1,6})?))?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (!found) throw new BadQuestion('时间应形如 2026-11-01 08:00:00');
  const [, date, clock = '00:00:00', zone] = found;
  if (!zone) return `${date} ${clock}`;
  return new Date(Date.parse(`${date}T${clock}${zone}`) + 8 * 3600_000).toISOString().slice(0, 23).replace('T', ' ');
}

const zoned = (wall: string | null | undefined): string | null => (wall ? `${wall.replace(' ', 'T')}+08:00` : null);

function appointment(row: Row): object {
  return {
    bookingNo: row['yyh'],
    patientId: row['brid'],
    type: row['yylx'],
    itemName: row['xmmc'],
    dept: { code: row['ksdm'], name: row['ksmc'] },
    doctor: row['ysgh'] ? { code: row['ysgh'], name: row['ysxm'] } : null,
    beginTime: row['kssj'],
    endTime: row['jssj'],
    slotId: row['hyh'],
    seq: row['xh'] === null ? null : Number(row['xh']),
    priority: row['yxbz'] === '1' ? 'Y' : 'N',
    feeFree: row['mfbz'] === '1',
    state: row['zt'],
    bookedAt: row['yysj'],
    bookedBy: row['yyr'],
    phone: row['lxdh'],
    channel: row['qd'],
    confirm: row['qrsj'] ? { by: row['qrr'], at: row['qrsj'] } : null,
    cancelledAt: row['qxsj'],
    visitNo: row['jzlsh'],
    remark: row['bz'],
    deleted: row['sc'] === 't',
    updateTime: zoned(row['xgsj']),
  };
}

function slot(row: Row): object {
  return {
    slotId: row['hyh'],
    workDate: row['gzrq'],
    session: row['wb'],
    beginTime: row['kssj'],
    endTime: row['jssj'],
    dept: { code: row['ksdm'], name: row['ksmc'] },
    doctor: { code: row['ysgh'], name: row['ysxm'] },
    regClass: row['ghlb'],
    quota: { total: Number(row['zl']), used: Number(row['yy']), reserved: Number(row['ylc']), reservedUsed: Number(row['ylyy']) },
    fee: row['fy'],
    stopped: row['tz'] === '1',
    deleted: row['sc'] === 't',
    updateTime: zoned(row['xgsj']),
  };
}
