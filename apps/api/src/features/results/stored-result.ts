import type { LabPoint } from '@cadre/clinical/lab-series';
import type { Comparator, ResultValue } from '@cadre/clinical/result-value';

/** A result that counts, with its report, as a row of {@link RESULT_COLUMNS}. */
export interface StoredResult {
  readonly reportId: string;
  readonly reportNo: string;
  readonly status: string;
  readonly revision: number;
  readonly collectedAt: Date;
  readonly code: string;
  readonly itemName: string;
  readonly text: string | null;
  readonly number: number | null;
  readonly comparator: Comparator | null;
  readonly kind: ResultValue['kind'];
  readonly ordinal: number | null;
  readonly unit: string | null;
  readonly method: string | null;
  readonly range: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly flag: string | null;
  readonly flagSource: string | null;
  readonly disagrees: boolean;
}

/** Over `lab_result x join lab_report r`. */
export const RESULT_COLUMNS = `x.report_id as "reportId", r.report_no as "reportNo", r.status, r.revision, x.collected_at as "collectedAt",
  x.identity_code as code, x.item_name as "itemName", x.value_text as text, x.value_number as number, x.comparator, x.value_kind as kind,
  x.value_ordinal as ordinal, x.unit, x.method, x.range_text as range, x.range_low as low, x.range_high as high,
  x.flag, x.flag_source as "flagSource", x.flag_disagrees as disagrees`;

/** Results that count: verified or corrected, neither withdrawn nor deleted. What germs were tried with is a table of its own. */
export const EFFECTIVE = `x.effective and x.organism is null and r.status in ('final', 'corrected') and r.deleted_at is null`;

export interface DrawnResult extends LabPoint {
  readonly result: StoredResult;
}

/** The result as the charts of the clinical library take it. */
export function pointOf(result: StoredResult): DrawnResult {
  const { text, number, comparator, kind, ordinal, unit, method, low, high } = result;
  return { at: result.collectedAt, value: { text: text ?? '', number, comparator, kind, ordinal }, unit: unit ?? '', method, low, high, result };
}
