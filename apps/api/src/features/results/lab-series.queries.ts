import { labItem } from '@cadre/clinical/lab-items';
import { groupIntoSeries } from '@cadre/clinical/lab-series';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { BadInput } from '../../platform/http/refusal.js';
import type { LabSeries, LabSeriesQuery, Series, SeriesEvent, SeriesPoint } from './lab-series.dto.js';
import { EFFECTIVE, pointOf, RESULT_COLUMNS, type StoredResult } from './stored-result.js';

const MOST_ITEMS = 6;
/** From the first moment of $2 to the last of $3, by the hospital's clock; either may be null. */
const fromTo = (from: string, to: string): string => `
  ($2::date is null or ${to} >= $2::date::timestamp at time zone 'Asia/Shanghai')
  and ($3::date is null or ${from} < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

/** The course of a person's results over time. */
@Injectable()
export class LabSeriesQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, { items, from, to }: LabSeriesQuery): Promise<LabSeries> {
    const codes = [...new Set(items.split(',').map((code) => code.trim()))];
    if (codes.length > MOST_ITEMS) throw new BadInput('一次最多同时查看 6 个项目，请减少后再查看。', [{ field: 'items', message: '最多 6 个项目' }]);
    if (from && to && from > to) throw new BadInput('结束日期不能早于开始日期，请调整后重新查询。', [{ field: 'to', message: '不能早于开始日期' }]);
    const asked = [beneficiaryId, from ?? null, to ?? null];
    return this.db.asCaller(caller, async (em) => {
      const [, results, events]: [void, StoredResult[], SeriesEvent[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(
          `select ${RESULT_COLUMNS} from lab_result x join lab_report r on r.id = x.report_id
           where x.beneficiary_id = $1 and x.identity_code = any ($4) and ${EFFECTIVE} and ${fromTo('x.collected_at', 'x.collected_at')}
           order by x.collected_at, x.report_id`,
          [...asked, codes],
        ),
        em.query(
          `select v.started_at as at, v.ended_at as until, '住院' || coalesce(' · ' || v.department_name, '') as title from visit v
           where v.beneficiary_id = $1 and v.visit_class = 'inpatient' and v.status <> 'cancelled'
             and v.deleted_at is null and ${fromTo('v.started_at', `coalesce(v.ended_at, 'infinity')`)} order by v.started_at`,
          asked,
        ),
      ]);
      return { series: codes.flatMap((code) => linesOf(code, results.filter((result) => result.code === code))), events };
    });
  }
}

function linesOf(itemCode: string, results: readonly StoredResult[]): Series[] {
  const { series, notes, withoutValue } = groupIntoSeries(results.map(pointOf), itemCode);
  const itemName = labItem(itemCode)?.name ?? results.at(-1)?.itemName ?? itemCode;
  const note = notes.join('；') || null;
  const lines = series.map(({ scale, unit, method, points }) => ({
    itemCode, itemName, scale, unit: unit || null, method, note,
    points: points.map(({ source, y, low, high, converted }) => drawn(source.result, { number: y, low, high, converted })),
  }));
  const texts = withoutValue.map(({ result }) => drawn(result, { number: null, low: null, high: null, converted: false }));
  return texts.length ? [...lines, { itemCode, itemName, scale: 'text', unit: null, method: null, note, points: texts }] : lines;
}

function drawn(result: StoredResult, place: Pick<SeriesPoint, 'number' | 'low' | 'high' | 'converted'>): SeriesPoint {
  const { collectedAt, text, comparator, flag, flagSource, range, unit, reportId, reportNo, status, revision } = result;
  return { at: collectedAt, text, comparator, flag, flagSource, rangeText: range, unit, reportId, reportNo, status, revision, ...place };
}
