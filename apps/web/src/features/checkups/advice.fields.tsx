import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { parseDate } from '../../shared/format/dates.js';
import type { Advice } from './checkups.js';

interface Props {
  readonly advice: readonly Advice[];
  readonly onChange: (advice: readonly Advice[]) => void;
}

/** 建议与复查: lines of advice; one with a day becomes a task of 复查与随访. */
export function AdviceFields({ advice, onChange }: Props) {
  const put = (index: number, part: Partial<Advice>) =>
    onChange(advice.map((line, at) => (at === index ? { ...line, ...part } : line)));
  return (
    <fieldset className="advice-fields">
      <legend>建议与复查</legend>
      {advice.map((line, index) => (
        <div key={index} className="advice-line">
          <Input
            aria-label={`第 ${index + 1} 条建议`}
            placeholder="建议，如 低盐饮食、三个月后复查"
            maxLength={500}
            value={line.text}
            onChange={({ target }) => put(index, { text: target.value })}
          />
          <Input
            aria-label={`第 ${index + 1} 条的复查项目`}
            placeholder="复查项目"
            maxLength={100}
            value={line.recheckItem ?? ''}
            onChange={({ target }) => put(index, { recheckItem: target.value || null })}
          />
          <DayInput
            label={`第 ${index + 1} 条的复查日期`}
            value={line.recheckDate ?? null}
            onChange={(recheckDate) => put(index, { recheckDate })}
          />
          <Button
            type="text"
            aria-label={`删除第 ${index + 1} 条建议`}
            icon={<DeleteOutlined />}
            onClick={() => onChange(advice.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...advice, { text: '', recheckItem: null, recheckDate: null }])}
      >
        添加建议
      </Button>
    </fieldset>
  );
}

/** A day as people type it: `20270201`, `2027-2-1`. */
function DayInput({ label, value, onChange }: { label: string; value: string | null; onChange: (day: string | null) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && typed !== '' && parseDate(typed) === null;
  return (
    <Input
      aria-label={label}
      placeholder="复查日期 如 20270201"
      {...(wrong && { status: 'error' as const, title: '不是有效的日期' })}
      value={typed ?? value ?? ''}
      onChange={({ target }) => {
        setTyped(target.value);
        const day = parseDate(target.value);
        if (day || target.value === '') onChange(day);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
      }}
    />
  );
}
