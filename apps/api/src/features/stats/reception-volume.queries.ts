import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import type { FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries } from './figures.queries.js';
import { DEFINITION_VERSION, LEVEL_COLUMNS, MEASURES } from './measures.js';
import { addDays, addMonths, checkedPeriod, daysBetween, lastYear, monthEnd, monthStart, type Period, previousPeriod, weekOf, weekStart } from './period.js';
import { type ReceptionVolume, SOURCES, type VolumeBucket, type VolumeCell, type VolumeQuery } from './reception-volume.dto.js';

/** What a kind of event is on this card. */
const SOURCE: Dimension = [`case v.kind when 'checkup' then 'checkup' when 'admission' then 'inpatient' else 'outpatient' end`, 'source'];
const LEVEL: Dimension = ['v.level', 'level'];
const SUBJECT: Dimension = [`case v.level when 'VIP' then 'VIP' else 'cadre' end`, 'subject'];
const MOST_BUCKETS = 400;

type Cell = { source: string | null; level: string | null; subject: string | null };

/** 接待量: check-ups, out-patients and admissions by level, and how they went from day to day. */
@Injectable()
export class ReceptionVolumeQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly figures: FigureQueries,
  ) {}

  volume(caller: Caller, query: VolumeQuery): Promise<ReceptionVolume> {
    const period = checkedPeriod(query);
    const before = [previousPeriod(period), lastYear(period)] as const;
    return this.db.asCaller(caller, async (em) => {
      const [cells, previous, yearAgo, buckets, hidden] = await Promise.all([
        this.cells(em, caller, period),
        ...before.map((one) => this.cells(em, caller, one)),
        this.buckets(em, caller, period, query.groupBy),
        this.figures.hidden(em, caller, scopeOf(period)),
      ] as const) as [VolumeCell[], VolumeCell[], VolumeCell[], VolumeBucket[], number | null];
      return {
        ...period, definitionVersion: DEFINITION_VERSION, hidden, cells, buckets,
        previous: { ...before[0], cells: previous }, lastYear: { ...before[1], cells: yearAgo },
      };
    });
  }

  private async cells(em: EntityManager, caller: Caller, period: Period): Promise<VolumeCell[]> {
    const scope = scopeOf(period);
    const [sums, people] = await Promise.all([
      this.figures.sums<Cell>(em, caller, scope, [SOURCE, LEVEL]),
      this.figures.people<Cell>(em, caller, scope, [SOURCE, LEVEL, SUBJECT], [
        ['source', 'level'], ['source', 'subject'], ['source'], ['level'], ['subject'], [],
      ]),
    ]);
    return [...SOURCES, 'all'].flatMap((source) =>
      [...LEVEL_COLUMNS, 'cadre', 'all'].map((column) => {
        const counted = sums.filter((row) => (source === 'all' || row.source === source) && belongs(row.level!, column));
        const found = people.find((row) => row.source === (source === 'all' ? null : source) && columnOf(row) === column);
        return { source, column, visits: counted.reduce((sum, { visits }) => sum + visits, 0), people: found?.people ?? 0 };
      }),
    );
  }

  private async buckets(em: EntityManager, caller: Caller, period: Period, groupBy: VolumeQuery['groupBy']): Promise<VolumeBucket[]> {
    const buckets = bucketsOf(period, groupBy);
    if (buckets.length > MOST_BUCKETS) throw new BadInput('区间太长，按日最多显示 400 天，请按周或按月统计。', [{ field: 'groupBy', message: '请按周或按月' }]);
    const scope = scopeOf(period);
    const bucket: Dimension = [`date_trunc('${groupBy}', v.day)::date::text`, 'bucket'];
    const [sums, people] = await Promise.all([
      this.figures.sums<{ bucket: string; source: string }>(em, caller, scope, [bucket, SOURCE], groupBy !== 'month'),
      this.figures.people<{ bucket: string }>(em, caller, scope, [bucket], [['bucket']]),
    ]);
    return buckets.map(({ key, ...days }) => {
      const of = (source: string): number => sums.find((row) => row.bucket === key && row.source === source)?.visits ?? 0;
      const [checkup, outpatient, inpatient] = SOURCES.map(of) as [number, number, number];
      return { ...days, checkup, outpatient, inpatient, visits: checkup + outpatient + inpatient, people: people.find((row) => row.bucket === key)?.people ?? 0 };
    });
  }
}

const scopeOf = (period: Period): FigureScope => ({ ...period, kinds: MEASURES.reception.kinds, attribution: 'executing' });

const belongs = (level: string, column: string): boolean => column === 'all' || column === level || column === 'cadre' && level !== 'VIP';

/** Which column a row of people is of: `subject` gives the subtotal of cadres, VIP stands among the levels already. */
function columnOf({ level, subject }: Cell): string | null {
  if (level !== null) return level;
  if (subject === null) return 'all';
  return subject === 'cadre' ? 'cadre' : null;
}

/** The days, weeks or months of a period, cut at its ends; `key` is the first day of the whole one. */
function bucketsOf({ from, to }: Period, groupBy: VolumeQuery['groupBy']): (Period & { key: string })[] {
  const buckets: (Period & { key: string })[] = [];
  for (let day = from; day <= to && buckets.length <= MOST_BUCKETS; ) {
    const key = groupBy === 'day' ? day : groupBy === 'month' ? monthStart(day) : weekStart(weekOf(day));
    const last = groupBy === 'day' ? day : groupBy === 'month' ? monthEnd(day) : addDays(key, 6);
    buckets.push({ key, from: day, to: last < to ? last : to });
    day = groupBy === 'month' ? addMonths(key, 1) : addDays(last, 1);
  }
  return daysBetween({ from, to }) > 0 ? buckets : [];
}
