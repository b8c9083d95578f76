import { Input, Select } from 'antd';
import type { FilterField, FilterValues } from './list-types.js';

interface Props<Kind extends FilterField['kind']> {
  readonly field: Extract<FilterField, { kind: Kind }>;
  readonly values: FilterValues;
  readonly onDraft: (values: FilterValues) => void;
}

/** From and to, both included; either may stay open. */
export function NumbersFilter({ field, values, onDraft }: Props<'numbers'>) {
  const [from, to] = field.name;
  const box = (name: string, end: string) => (
    <Input
      value={values[name] ?? ''}
      inputMode="numeric"
      maxLength={3}
      placeholder="不限"
      aria-label={`${field.label}，${end}`}
      onChange={({ target }) => onDraft({ [name]: target.value.trim() })}
    />
  );
  return (
    <div className="numbers-field">
      {box(from, '下限')}
      <span aria-hidden>至</span>
      {box(to, '上限')}
      {field.unit && <span className="weak">{field.unit}</span>}
    </div>
  );
}

/** The last value of an item, above or below a number. */
export function LabFilter({ field, values, onDraft }: Props<'lab'>) {
  const [item, is, value] = field.name;
  return (
    <div className="numbers-field">
      <Select<string>
        aria-label={`${field.label}，项目`}
        className="lab-item"
        allowClear
        placeholder="检验项目"
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={300}
        options={[...field.options]}
        value={values[item] ?? null}
        onChange={(chosen) => onDraft(chosen ? { [item]: chosen } : { [item]: '', [is]: '', [value]: '' })}
      />
      <Select<string>
        aria-label={`${field.label}，高于或低于`}
        className="lab-is"
        options={[
          { value: 'gt', label: '高于' },
          { value: 'lt', label: '低于' },
        ]}
        value={values[is] || 'gt'}
        onChange={(chosen) => onDraft({ [is]: chosen })}
      />
      <Input
        className="lab-value"
        aria-label={`${field.label}，数值`}
        inputMode="decimal"
        maxLength={12}
        placeholder="如 7.0"
        value={values[value] ?? ''}
        onChange={({ target }) => onDraft({ [value]: target.value.trim() })}
      />
    </div>
  );
}
