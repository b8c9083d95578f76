import type { Period } from '../../shared/format/dates.js';
import '../../shared/list/filter.css';
import { PeriodField } from '../../shared/list/period-field.js';

const NONE: Period = ['', ''];

/** The period of the lists as a field of a form. */
export function PeriodInput({ value = NONE, onChange }: { value?: Period; onChange?: (period: Period) => void }) {
  return <PeriodField label="来源更新时间" from={value[0]} to={value[1]} onChange={(period) => onChange?.(period)} />;
}
