import { relativeChange, referenceChange } from '@cadre/clinical/reference-change';
import { labItem } from '@cadre/clinical/lab-items';
import { groupIntoSeries } from '@cadre/clinical/lab-series';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { BadInput } from '../../platform/http/refusal.js';
import type { LabSeries, LabSeriesQuery, Series, SeriesEvent, SeriesPoint } from './lab-series.dto.js';
import { Parameters } from '../settings/parameters.port.js';
import { currentVariations } from './abnormal/variations.queries.js';
import { eventsAround, fromTo } from './series-events.js';
import { EFFECTIVE, pointOf, RESULT_COLUMNS, type StoredResult } from './stored-result.js';

const MOST_ITEMS = 6;

/** The course of a person's results over time. */
@Injectable()
export class LabSeriesQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
  ) {}

  ofPerson(caller: Caller, beneficiaryId: string, { items, from, to }: LabSeriesQuery): Promise<LabSeries> {
    const codes = [...new Set(items.split(',').map((code) => code.trim()))];
    if (codes.length > MOST_ITEMS) throw new BadInput('一次最多同时查看 6 个项目，请减少后再查看。', [{ field: 'items', message: '最多 6 个项目' }]);
    if (from && to && from > to) throw new BadInput('结束日期不能早于开始日期，请调整后重新查询。', [{ field: 'to', message: '不能早于开始日期' }]);
    const asked = [beneficiaryId, from ?? null, to ?? null];
    return this.db.asCaller(caller, async (em) => {
      const [, results, events, variations]: [void, StoredResult[], SeriesEvent[], Awaited<ReturnType<typeof currentVariations>>] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(
          `select ${RESULT_COLUMNS} from lab_result x join lab_report r on r.id = x.report_id
           where x.beneficiary_id = $1 and x.identity_code = any ($4) and ${EFFECTIVE} and ${fromTo('x.collected_at', 'x.collected_at')}
           order by x.collected_at, x.report_id`,
          [...asked, codes],
        ),
        eventsAround(em, caller, asked),
        currentVariations(em, codes),
      ]);
      const z = Number(this.parameters.value('lab.rcvZ'));
      const rcvOf = (code: string): number | null => {
        const variation = variations.get(code);
        return variation ? referenceChange(variation, z) : null;
      };
      return { series: codes.flatMap((code) => linesOf(code, results.filter((result) => result.code === code), rcvOf(code))), events };
    });
  }
}

function linesOf(itemCode: string, results: readonly StoredResult[], rcv: number | null): Series[] {
  const { series, notes, withoutValue } = groupIntoSeries(results.map(pointOf), itemCode);
  const itemName = labItem(itemCode)?.name ?? results.at(-1)?.itemName ?? itemCode;
  const note = notes.join('；') || null;
  const lines = series.map(({ scale, unit, method, points }) => ({
    itemCode, itemName, scale, unit: unit || null, method, note,
    points: points.map(({ source, y, low, high, converted }, nth) => {
      const before = points[nth - 1];
      const comparable = scale === 'quantity' && before && source.value.comparator === null && before.source.value.comparator === null;
      const changePercent = comparable ? relativeChange(before.y, y) : null;
      return drawn(source.result, { number: y, low, high, converted, changePercent, rcv: scale === 'quantity' ? rcv : null });
    }),
  }));
  const texts = withoutValue.map(({ result }) => drawn(result, { number: null, low: null, high: null, converted: false, changePercent: null, rcv: null }));
  return texts.length ? [...lines, { itemCode, itemName, scale: 'text', unit: null, method: null, note, points: texts }] : lines;
}

function drawn(result: StoredResult, place: Pick<SeriesPoint, 'number' | 'low' | 'high' | 'converted' | 'changePercent' | 'rcv'>): SeriesPoint {
  const { collectedAt, text, comparator, flag, flagSource, range, unit, reportId, reportNo, status, revision } = result;
  return { at: collectedAt, text, comparator, flag, flagSource, rangeText: range, unit, reportId, reportNo, status, revision, ...place };
}
