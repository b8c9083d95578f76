import { decideFlag, normalizeFlag } from '@cadre/clinical/abnormal-flag';
import { itemIdentity } from '@cadre/clinical/item-identity';
import { labItem, localRange } from '@cadre/clinical/lab-items';
import { readReferenceRange } from '@cadre/clinical/reference-range';
import { readResultValue } from '@cadre/clinical/result-value';
import { normalizeUnit } from '@cadre/clinical/unit';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { FactRow } from './bulk-write.js';
import { remembered } from './remembered.js';

/** Whose value it is, as far as a reference range depends on it. */
export interface Holder {
  readonly sex: '1' | '2' | null;
  readonly ageYears: number | null;
}

export interface Measured {
  readonly row: FactRow;
  readonly abnormal: boolean;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** Reads number, comparator, range and flag out of what a laboratory or check-up sent; the original text always stays. */
export function measuredValue(part: FieldValues, specimen: string | null, holder: Holder): Measured {
  const itemCode = text(part['itemCode']) ?? '-';
  const itemName = text(part['itemName']) ?? itemCode;
  const { unit, code } = itemOf({ itemCode, itemName, specimen: specimen ?? '', unit: text(part['unit']) ?? '', loinc: text(part['loinc']) });
  const valueText = text(part['valueText']);
  const value = readResultValue(valueText ?? '');
  const rangeText = text(part['rangeText']) ?? rangeOfLimits(text(part['rangeLow']), text(part['rangeHigh']));
  const range = rangeText === null ? null : rangeOf(rangeText, holder);
  const critical = part['critical'] === true;
  // Our own range speaks the catalogue's unit only.
  const ours = labItem(code)?.unit === unit ? localRange(code, holder.sex, holder.ageYears) : null;
  const judged =
    valueText === null
      ? { flag: null, source: null, disagrees: false }
      : decideFlag({ lisFlag: normalizeFlag(text(part['flagText'])), lisCritical: critical, value, printedRange: range, localRange: ours });
  return {
    abnormal: judged.flag !== null && judged.flag !== 'N',
    row: {
      item_code: itemCode, item_name: itemName, identity_code: code,
      value_text: valueText, value_number: value.number, comparator: value.comparator, value_kind: value.kind, value_ordinal: value.ordinal,
      unit: unit || null,
      range_text: rangeText, range_low: range?.low ?? null, range_high: range?.high ?? null, range_expected: range?.expected ?? null,
      flag: judged.flag, flag_source: judged.source, flag_disagrees: judged.disagrees,
      critical: critical || judged.flag === 'HH' || judged.flag === 'LL',
    },
  };
}

/** A laboratory has some hundred items and ranges and sends them day after day: each is read once. */
const itemOf = remembered((asked: Parameters<typeof itemIdentity>[0]) => {
  const unit = normalizeUnit(asked.unit);
  return { unit, code: itemIdentity({ ...asked, unit }).code };
}, ({ itemCode, itemName, specimen, unit, loinc }) => [itemCode, itemName, specimen, unit, loinc].join('\u0000'));
const rangeOf = remembered(
  (printed: string, holder: Holder) => readReferenceRange(printed, holder), (printed, { sex, ageYears }) => `${sex} ${ageYears} ${printed}`,
);

function rangeOfLimits(low: string | null, high: string | null): string | null {
  if (low !== null && high !== null) return `${low}-${high}`;
  if (high !== null) return `≤${high}`;
  return low === null ? null : `≥${low}`;
}
