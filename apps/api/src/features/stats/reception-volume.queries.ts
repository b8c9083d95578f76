import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { makeRoom } from './figure-room.js';
import type { Span } from './figure-sets.js';
import type { FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries } from './figures.queries.js';
import { DEFINITION_VERSION, LEVEL_COLUMNS, MEASURES } from './measures.js';
import { addDays, addMonths, checkedPeriod, daysBetween, lastYear, monthEnd, monthStart, type Period, previousPeriod, weekOf, weekStart } from './period.js';
import { belongs, type ReceptionVolume, SOURCES, VOLUME_COLUMNS, type VolumeBucket, type VolumeCell, type VolumeQuery } from './reception-volume.dto.js';
import { VolumeStayQueries } from './volume-stays.queries.js';
import { type VolumeFigures, VolumeFigureQueries } from './volume-figures.queries.js';

const MOST_BUCKETS = 400;

/** 接待量: check-ups, out-patients and admissions by level, and how they went from day to day. */
@Injectable()
export class ReceptionVolumeQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly figures: FigureQueries,
    private readonly volumes: VolumeFigureQueries,
    private readonly stays: VolumeStayQueries,
  ) {}

  volume(caller: Caller, query: VolumeQuery): Promise<ReceptionVolume> {
    const period = checkedPeriod(query);
    const before = [previousPeriod(period), lastYear(period)] as const;
    const buckets = bucketsOf(period, query.groupBy);
    if (buckets.length > MOST_BUCKETS) throw new BadInput('区间太长，按日最多显示 400 天，请按周或按月统计。', [{ field: 'groupBy', message: '请按周或按月' }]);
    // A whole year's period before it is the year before.
    const same = before[0].from === before[1].from && before[0].to === before[1].to;
    const spans: Span[] = [{ part: 'now', ...period }, { part: 'previous', ...before[0] }, ...(same ? [] : [{ part: 'lastYear', ...before[1] }])];
    const scope: FigureScope = { ...period, kinds: MEASURES.reception.kinds, attribution: 'executing' };
    const bucket: Dimension = [`date_trunc('${query.groupBy}', v.day::timestamp)::date`, 'bucket'];
    const masks = CELLS.map(({ mask }) => mask);
    return this.db.asCaller(caller, async (em) => {
      await makeRoom(em, caller);
      // Months are whole sets; days and weeks of the period are counted from its events.
      const [figures, course, hidden, stays] = await Promise.all([
        this.volumes.ask(em, caller, scope, { spans, bit: BIT, masks, bucket: query.groupBy === 'month' ? bucket : ['null::date', 'bucket'] }),
        query.groupBy === 'month' ? null : this.volumes.ask(em, caller, { ...scope, byDay: true }, { spans: spans.slice(0, 1), bit: BIT, masks: [], bucket }),
        this.figures.hidden(em, caller, scope),
        query.stays ? this.stays.cells(em, caller, period) : [],
      ]);
      const previous = cellsOf(figures, 'previous');
      return {
        ...period, definitionVersion: DEFINITION_VERSION, hidden, cells: [...cellsOf(figures, 'now'), ...stays], buckets: courseOf(buckets, course ?? figures),
        previous: { ...before[0], cells: previous }, lastYear: { ...before[1], cells: same ? previous : cellsOf(figures, 'lastYear') },
      };
    });
  }
}

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

/** The cells of the card as masks over the finest ones. */
const CELLS = [...SOURCES, 'all'].flatMap((source) => VOLUME_COLUMNS.map((column) => ({ source, column, mask: maskOf(source, column) })));

function cellsOf({ visits, masked }: VolumeFigures, part: string): VolumeCell[] {
  const [own, people] = [visits.filter((row) => row.part === part), masked.filter((row) => row.part === part)];
  return CELLS.map(({ source, column, mask }, at) => ({
    source, column,
    visits: own.reduce((sum, row) => sum + (1 << row.bit & mask ? row.visits : 0), 0),
    people: people.reduce((sum, row) => sum + row.people[at]!, 0),
  }));
}

/** How the period went, bucket by bucket. */
function courseOf(buckets: readonly (Period & { key: string })[], { visits, buckets: counted }: VolumeFigures): VolumeBucket[] {
  return buckets.map(({ key, ...days }) => {
    const own = visits.filter(({ part, bucket }) => part === 'now' && bucket === key);
    const of = (nth: number): number => own.reduce((sum, row) => sum + (Math.floor(row.bit / LEVEL_COLUMNS.length) === nth ? row.visits : 0), 0);
    const [checkup, outpatient, inpatient] = [of(0), of(1), of(2)];
    const people = counted.reduce((sum, row) => sum + (row.part === 'now' && row.bucket === key ? row.people : 0), 0);
    return { ...days, checkup, outpatient, inpatient, visits: checkup + outpatient + inpatient, people };
  });
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
