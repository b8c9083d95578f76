import { useState } from 'react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { periodPresets, type Period } from '../format/dates.js';

/** The first one is shown; the others may be typed. */
const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY年M月D日'];

interface Props {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly onChange: (period: Period) => void;
}

/** From and to, both included; either may stay open. Days are typed as 20260131 or chosen; Enter and leaving the box both count. */
export function PeriodField({ label, from, to, onChange }: Props) {
  return (
    // Enter in a date box sets the date; without this the form around it would ask with the old one.
    <div
      className="period-field"
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <DayBox
        label={`${label}，开始`}
        value={from}
        most={to}
        onPick={(day) => onChange([day, to])}
        onPeriod={onChange}
      />
      <span aria-hidden>至</span>
      <DayBox
        label={`${label}，结束`}
        value={to}
        least={from}
        onPick={(day) => onChange([from, day])}
        onPeriod={onChange}
      />
    </div>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly least?: string;
  readonly most?: string;
  readonly onPick: (day: string) => void;
  readonly onPeriod: (period: Period) => void;
}

function DayBox({ label, value, least, most, onPick, onPeriod }: DayProps) {
  const [open, setOpen] = useState(false);
  const choose = (period: Period) => {
    setOpen(false);
    onPeriod(period);
  };
  const presets = () => (
    <div className="period-presets">
      {periodPresets().map(({ label: name, period }) => (
        <button key={name} type="button" className="quiet" onClick={() => choose(period)}>
          {name}
        </button>
      ))}
    </div>
  );
  return (
    <DatePicker
      aria-label={label}
      value={value ? dayjs(value) : null}
      format={FORMATS}
      placeholder="不限"
      suffixIcon={null}
      showNow={false}
      open={open}
      onOpenChange={setOpen}
      renderExtraFooter={presets}
      onChange={(day) => onPick(day?.format('YYYY-MM-DD') ?? '')}
      {...(least && { minDate: dayjs(least) })}
      {...(most && { maxDate: dayjs(most) })}
    />
  );
}
