import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { makeRoom } from './figure-room.js';
import type { FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries } from './figures.queries.js';
import { DEFINITION_VERSION, LEVEL_COLUMNS, MEASURES } from './measures.js';
import { addDays, addMonths, checkedPeriod, daysBetween, lastYear, monthEnd, monthStart, type Period, previousPeriod, weekOf, weekStart } from './period.js';
import { type ReceptionVolume, SOURCES, type VolumeBucket, type VolumeCell, type VolumeQuery } from './reception-volume.dto.js';

/** What a kind of event is on this card. */
const SOURCE: Dimension = [`case v.kind when 'checkup' then 'checkup' when 'admission' then 'inpatient' else 'outpatient' end`, 'source'];
const LEVEL: Dimension = ['v.level', 'level'];
const MOST_BUCKETS = 400;

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
      await makeRoom(em);
      // A whole year's period before it is the year before.
      const same = before[0].from === before[1].from && before[0].to === before[1].to;
      const earlier = this.cells(em, caller, before[0]);
      const [cells, previous, yearAgo, buckets, hidden] = await Promise.all([
        this.cells(em, caller, period),
        ...(same ? [earlier, earlier] : [earlier, this.cells(em, caller, before[1])]),
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
    const asked = [...SOURCES, 'all'].flatMap((source) => [...LEVEL_COLUMNS, 'cadre', 'all'].map((column) => ({ source, column })));
    const [sums, people] = await Promise.all([
      this.figures.sums<{ source: string; level: string }>(em, caller, scope, [SOURCE, LEVEL]),
      this.figures.peopleByMask(em, caller, scope, BIT, asked.map(({ source, column }) => maskOf(source, column))),
    ]);
    return asked.map(({ source, column }, at) => {
      const counted = sums.filter((row) => (source === 'all' || row.source === source) && belongs(row.level, column));
      return { source, column, visits: counted.reduce((sum, { visits }) => sum + visits, 0), people: people[at]! };
    });
  }

  private async buckets(em: EntityManager, caller: Caller, period: Period, groupBy: VolumeQuery['groupBy']): Promise<VolumeBucket[]> {
    const buckets = bucketsOf(period, groupBy);
    if (buckets.length > MOST_BUCKETS) throw new BadInput('区间太长，按日最多显示 400 天，请按周或按月统计。', [{ field: 'groupBy', message: '请按周或按月' }]);
    const scope = { ...scopeOf(period), byDay: groupBy !== 'month' };
    const bucket: Dimension = [`date_trunc('${groupBy}', v.day)::date::text`, 'bucket'];
    const [sums, people] = await Promise.all([
      this.figures.sums<{ bucket: string; source: string }>(em, caller, scope, [bucket, SOURCE]),
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

/** The finest cells of the card: source by level. */
const BIT = `case v.kind when 'checkup' then 0 when 'admission' then ${2 * LEVEL_COLUMNS.length} else ${LEVEL_COLUMNS.length} end
  + case v.level ${LEVEL_COLUMNS.map((level, at) => `when '${level}' then ${at}`).join(' ')} end`;

/** The finest cells that a cell is made of, a bit each. */
function maskOf(source: string, column: string): number {
  let mask = 0;
  SOURCES.forEach((one, row) => {
    LEVEL_COLUMNS.forEach((level, at) => {
      if ((source === 'all' || source === one) && belongs(level, column)) mask |= 1 << (row * LEVEL_COLUMNS.length + at);
    });
  });
  return mask;
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
