import { groupIntoSeries, type LabSeriesGroup } from '@cadre/clinical/lab-series';
import { type ChangeMeasure, critical, type KnownVariation, WATCH_KINDS, type WatchedPoint, type WatchReason, watchReasons } from '@cadre/clinical/watch-reasons';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Parameters } from '../../settings/parameters.port.js';
import { AbnormalWatch } from '../abnormal-watch.port.js';
import { EFFECTIVE, pointOf, RESULT_COLUMNS, type StoredResult } from '../stored-result.js';
import { currentVariations } from './variations.queries.js';

const DAY_MS = 86_400_000;
/** So many results of an item before the new ones are looked back on, and of each unit and method among them so many are reckoned with. */
const MOST_BACK = 30;
const MOST_OF_A_LINE = 2;
/** Of others that came after them no more are looked at again. */
const MOST_AFTER = 60;

/** A result with what the worklist keeps of it. */
export interface WatchedResult extends StoredResult {
  readonly resultNo: string;
  readonly beneficiaryId: string;
  readonly critical: boolean;
  /** The earliest sampling time among the results that were written just now. */
  readonly since: Date;
}

interface Point extends WatchedPoint {
  readonly result: WatchedResult;
}

/** The worklist 异常关注 grows where results arrive; what a corrected report no longer says leaves it. */
@Injectable()
export class AbnormalWatchService extends AbnormalWatch {
  constructor(private readonly parameters: Parameters) {
    super();
  }

  async assess(em: EntityManager, reports: readonly { readonly id: string; readonly collectedAt: string }[]): Promise<void> {
    const oldest = Date.now() - this.parameters.value('lab.watchDays') * DAY_MS;
    const ids = reports.filter(({ collectedAt }) => Date.parse(collectedAt) >= oldest).map(({ id }) => id);
    if (ids.length === 0) return;
    const [results, variations] = await Promise.all([resultsAround(em, ids), currentVariations(em)]);
    const findings = itemsOf(results).flatMap((item) => this.findingsOf(item, variations.get(item[0]!.code) ?? null, oldest));
    await store(em, ids, findings, results);
  }

  /** `item`: results of one person and item. */
  private findingsOf(item: readonly WatchedResult[], variation: KnownVariation | null, oldest: number): Finding[] {
    const group = groupIntoSeries<Point>(item.map((result) => ({ ...pointOf(result), result, flag: result.flag, critical: result.critical })), item[0]!.code);
    const measure = { variation, z: Number(this.parameters.value('lab.rcvZ')) };
    return item
      .filter(({ collectedAt, since }) => collectedAt >= since && collectedAt.getTime() >= oldest)
      .map((result) => ({ result, reasons: reasonsFor(result, group, measure) }))
      .filter(({ reasons }) => reasons.length > 0);
  }
}

interface Finding {
  readonly result: WatchedResult;
  readonly reasons: readonly WatchReason[];
}

function reasonsFor(result: WatchedResult, { series, withoutValue }: LabSeriesGroup<Point>, measure: ChangeMeasure): WatchReason[] {
  for (const line of series) {
    const index = line.points.findIndex(({ source }) => source.result === result);
    if (index >= 0) return watchReasons(line, index, measure);
  }
  const point = withoutValue.find((one) => one.result === result);
  const reason = point && critical(point);
  return reason ? [reason] : [];
}

/** Results that count of the items that these reports tell of or told of, with those before them. */
function resultsAround(em: EntityManager, reportIds: readonly string[]): Promise<WatchedResult[]> {
  return em.query(
    `with touched as (
       select beneficiary_id, code, min(at) as since, array_agg(distinct report_id) as told from (
         select x.beneficiary_id, x.identity_code as code, x.collected_at as at, x.report_id from lab_result x where x.report_id = any ($1)
         union all select f.beneficiary_id, f.item_code, f.collected_at, f.report_id from abnormal_finding f where f.report_id = any ($1) and f.void_at is null) told
       group by 1, 2)
     select found.*, t.since from touched t cross join lateral (
       select after.*, 0 as nth from (${sideOf('x.collected_at >= t.since and x.report_id = any (t.told)', 'x.collected_at')}) after
       union all select after.*, 0 from (${sideOf('x.collected_at >= t.since and x.report_id <> all (t.told)', `x.collected_at limit ${MOST_AFTER}`)}) after
       union all select before.*, row_number() over (partition by kind, unit, method order by "collectedAt" desc, "reportId")
         from (${sideOf('x.collected_at < t.since', `x.collected_at desc, x.report_id limit ${MOST_BACK}`)}) before) found
     where nth <= ${MOST_OF_A_LINE}`,
    [reportIds],
  );
}

/** Results of one person and item on one side of a moment. */
const sideOf = (when: string, order: string): string => `select ${RESULT_COLUMNS}, x.result_no as "resultNo", x.beneficiary_id as "beneficiaryId", x.critical
         from lab_result x join lab_report r on r.id = x.report_id
         where x.beneficiary_id = t.beneficiary_id and x.identity_code = t.code and ${when} and ${EFFECTIVE} order by ${order}`;

function itemsOf(results: readonly WatchedResult[]): WatchedResult[][] {
  const items = new Map<string, WatchedResult[]>();
  for (const result of results) {
    const key = `${result.beneficiaryId} ${result.code}`;
    const item = items.get(key);
    if (item) item.push(result);
    else items.set(key, [result]);
  }
  return [...items.values()];
}

/** A finding that says something else than before is unread again; one whose result no longer holds is void, not gone. */
async function store(em: EntityManager, reportIds: readonly string[], findings: readonly Finding[], seen: readonly WatchedResult[]): Promise<void> {
  const rows = findings.map(({ result, reasons }) => ({
    report_id: result.reportId, result_no: result.resultNo, item_code: result.code, item_name: result.itemName,
    kinds: reasons.map(({ kind }) => kind), severity: Math.min(...reasons.map(({ kind }) => WATCH_KINDS.indexOf(kind))) + 1, reasons,
  }));
  const looked = [...new Set([...reportIds, ...seen.filter(({ collectedAt, since }) => collectedAt >= since).map(({ reportId }) => reportId)])];
  const items = [...new Set(seen.map(({ code }) => code))];
  await em.query(
    `update abnormal_finding f set void_at = now(), version = version + 1
     where f.report_id = any ($1) and (f.item_code = any ($2) or f.report_id = any ($3)) and f.void_at is null
       and not exists (select 1 from jsonb_to_recordset($4::jsonb) as n (report_id uuid, result_no text)
         where n.report_id = f.report_id and n.result_no = f.result_no)`,
    [looked, items, reportIds, JSON.stringify(rows)],
  );
  if (rows.length === 0) return;
  await em.query(
    `insert into abnormal_finding as f (beneficiary_id, confidential, report_id, result_no, item_code, item_name, collected_at, value_text, unit,
       range_text, flag, kinds, severity, reasons)
     select x.beneficiary_id, x.confidential, n.report_id, n.result_no, n.item_code, n.item_name, x.collected_at, x.value_text, x.unit,
       x.range_text, x.flag, n.kinds, n.severity, n.reasons
     from jsonb_to_recordset($1::jsonb) as n (report_id uuid, result_no text, item_code text, item_name text, kinds text[], severity smallint, reasons jsonb)
       join lab_result x on x.report_id = n.report_id and x.result_no = n.result_no
     on conflict (report_id, result_no) do update set
       beneficiary_id = excluded.beneficiary_id, confidential = excluded.confidential, item_code = excluded.item_code, item_name = excluded.item_name,
       collected_at = excluded.collected_at, value_text = excluded.value_text, unit = excluded.unit, range_text = excluded.range_text,
       flag = excluded.flag, kinds = excluded.kinds, severity = excluded.severity, reasons = excluded.reasons,
       status = 'unread', found_at = now(), void_at = null, version = f.version + 1
     where (f.kinds, f.value_text, f.unit, f.flag, f.void_at) is distinct from (excluded.kinds, excluded.value_text, excluded.unit, excluded.flag, null)`,
    [JSON.stringify(rows)],
  );
}
