import { Checkbox, Input, Select } from 'antd';
import { useDictionary } from '../api/dictionaries.js';
import { DepartmentField } from './department-field.js';
import type { FilterField, FilterValues } from './list-types.js';
import { LabFilter, NumbersFilter } from './number-fields.js';
import { PeriodField } from './period-field.js';
import { SchemeField } from '../query/scheme-field.js';

interface Props {
  readonly field: FilterField;
  readonly values: FilterValues;
  /** Kept until 查询 or Enter. */
  readonly onDraft: (values: FilterValues) => void;
  /** Asked at once: a choice is a decision, a half-typed word is not. */
  readonly onChoose: (values: FilterValues) => void;
}

/** The control of one declared filter. */
export function FilterControl({ field, values, onDraft, onChoose }: Props) {
  switch (field.kind) {
    case 'text':
      return (
        <Input
          value={values[field.name] ?? ''}
          placeholder={field.placeholder}
          allowClear
          maxLength={64}
          aria-label={field.label}
          onChange={({ target }) => onDraft({ [field.name]: target.value })}
        />
      );
    case 'choice':
    case 'multi':
      return <ChoiceControl field={field} values={values} onChoose={onChoose} />;
    case 'period': {
      const [from, to] = field.name;
      return (
        <PeriodField
          label={field.label}
          from={values[from] ?? ''}
          to={values[to] ?? ''}
          onChange={([a, b]) => onChoose({ [from]: a, [to]: b })}
        />
      );
    }
    case 'numbers':
      return <NumbersFilter field={field} values={values} onDraft={onDraft} />;
    case 'lab':
      return <LabFilter field={field} values={values} onDraft={onDraft} />;
    case 'department':
      return (
        <DepartmentField
          label={field.label}
          value={values[field.name] ?? ''}
          onChange={(code) => onChoose({ [field.name]: code })}
        />
      );
    case 'scheme':
      return <SchemeField list={field.list} name={field.name} values={values} onChoose={onChoose} />;
    case 'flag':
      return (
        <Checkbox
          checked={values[field.name] === 'true'}
          onChange={({ target }) => onChoose({ [field.name]: target.checked ? 'true' : '' })}
        >
          {field.hint ?? field.label}
        </Checkbox>
      );
  }
}

function ChoiceControl({
  field,
  values,
  onChoose,
}: Pick<Props, 'values' | 'onChoose'> & { field: Extract<FilterField, { kind: 'choice' | 'multi' }> }) {
  const entries = useDictionary('dictionary' in field ? field.dictionary : undefined);
  const options = [...('options' in field ? field.options : entries)];
  const value = values[field.name];
  const usual = {
    options,
    allowClear: true,
    placeholder: field.placeholder ?? '全部',
    style: { width: '100%' },
    'aria-label': field.label,
  };
  if (field.kind === 'choice') {
    return (
      <Select<string>
        {...usual}
        value={value ?? null}
        showSearch={options.length > 8 && { optionFilterProp: 'label' }}
        onChange={(chosen) => onChoose({ [field.name]: chosen ?? '' })}
      />
    );
  }
  return (
    <Select<string[]>
      {...usual}
      mode="multiple"
      maxTagCount="responsive"
      value={value ? value.split(',') : []}
      optionFilterProp="label"
      onChange={(chosen) => onChoose({ [field.name]: chosen.join() })}
    />
  );
}
