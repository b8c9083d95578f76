import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { periodPresets, type Period } from '../format/dates.js';

/** The first one is shown; the others may be typed. */
const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY年M月D日'];

interface Props { readonly label: string; readonly from: string; readonly to: string; readonly onChange: (period: Period) => void }

/** From and to, both included; either may stay open. Days are typed as 20260131 or chosen. */
export function PeriodField({ label, from, to, onChange }: Props) {
  const day = (value: string) => (value ? dayjs(value) : null);
  return (
    <DatePicker.RangePicker
      aria-label={label} value={[day(from), day(to)]} format={FORMATS} allowEmpty={[true, true]} style={{ width: '100%' }}
      placeholder={['开始日期', '结束日期']}
      presets={periodPresets().map(({ label: name, period: [a, b] }) => ({ label: name, value: [dayjs(a), dayjs(b)] }))}
      onChange={(days) => onChange([days?.[0]?.format('YYYY-MM-DD') ?? '', days?.[1]?.format('YYYY-MM-DD') ?? ''])}
    />
  );
}
