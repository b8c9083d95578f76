import { LAB_ITEMS } from '@cadre/clinical/lab-items';
import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useDictionary } from '../api/dictionaries.js';
import { DepartmentField } from '../list/department-field.js';
import type { DraftTerm } from './query-draft.js';
import type { QueryField } from './use-saved-filters.js';

interface Props {
  readonly field: QueryField;
  readonly term: DraftTerm;
  readonly onChange: (part: Partial<DraftTerm>) => void;
}

const ITEMS = LAB_ITEMS.filter(({ kind }) => kind === 'quantitative').map(({ code, name, abbr, unit }) => ({
  value: code,
  label: `${name} ${abbr}${unit ? `（${unit}）` : ''}`,
}));
const SPANS = [
  { value: 7, label: '近一周' },
  { value: 30, label: '近 30 天' },
  { value: 90, label: '近三个月' },
  { value: 180, label: '近半年' },
  { value: 365, label: '近一年' },
  { value: 730, label: '近两年' },
  { value: 1825, label: '近五年' },
  { value: 0, label: '不限时间' },
];

/** The item and the period of a laboratory condition; nothing for other fields. */
export function LabOfTerm({ field, term, onChange }: Props) {
  if (field.kind !== 'lab') return null;
  return (
    <>
      <Select<number>
        aria-label="时间范围"
        style={{ width: '7.5rem' }}
        options={SPANS}
        value={term.days ?? 0}
        onChange={(days) => onChange({ days: days || undefined } as Partial<DraftTerm>)}
      />
      <Select<string>
        aria-label="检验项目"
        style={{ width: '15rem' }}
        placeholder="检验项目"
        showSearch={{ optionFilterProp: 'label' }}
        options={ITEMS}
        value={term.item ?? null}
        onChange={(item) => onChange({ item })}
      />
    </>
  );
}

/** What the field is compared with, by its kind and operator. */
export function TermValue(props: Props) {
  const { field, term, onChange } = props;
  const set = (value: unknown) => onChange({ value });
  if (term.operator === 'empty' || term.operator === 'notEmpty') return null;
  switch (field.kind) {
    case 'number':
    case 'lab':
      return <Numbers {...props} />;
    case 'date':
      return term.operator === 'lastDays' ? (
        <InputNumber
          aria-label="天数"
          min={1}
          max={36600}
          precision={0}
          suffix="天"
          value={numberIn(term.value)}
          onChange={set}
        />
      ) : (
        <Days {...props} />
      );
    case 'choice':
      return <Codes {...props} />;
    case 'flag':
      return (
        <Select<string>
          aria-label={field.label}
          style={{ width: '6rem' }}
          options={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
          value={term.value === false ? 'no' : 'yes'}
          onChange={(answer) => set(answer === 'yes')}
        />
      );
    case 'department':
      return (
        <div className="term-wide">
          <DepartmentField
            label={field.label}
            value={Array.isArray(term.value) ? String(term.value[0] ?? '') : ''}
            onChange={(code) => set(code ? [code] : undefined)}
          />
        </div>
      );
    default:
      return (
        <Input
          aria-label={field.label}
          className="term-wide"
          maxLength={64}
          placeholder={field.kind === 'diagnosis' ? '名称中的文字，或编码开头' : ''}
          value={typeof term.value === 'string' ? term.value : ''}
          onChange={({ target }) => set(target.value)}
        />
      );
  }
}

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const pairIn = (value: unknown): readonly [unknown, unknown] => (Array.isArray(value) ? [value[0], value[1]] : [undefined, undefined]);

function Numbers({ field, term, onChange }: Props) {
  if (term.operator !== 'between') {
    return (
      <InputNumber
        aria-label={`${field.label}的值`}
        value={numberIn(term.value)}
        onChange={(value) => onChange({ value: value ?? undefined })}
      />
    );
  }
  const [low, high] = pairIn(term.value);
  return (
    <>
      <InputNumber aria-label="起" value={numberIn(low)} onChange={(value) => onChange({ value: [value, high] })} /> 至
      <InputNumber aria-label="止" value={numberIn(high)} onChange={(value) => onChange({ value: [low, value] })} />
    </>
  );
}

function Days({ field, term, onChange }: Props) {
  const day = (value: unknown) => (typeof value === 'string' && value ? dayjs(value) : null);
  if (term.operator !== 'between') {
    return (
      <DatePicker
        aria-label={field.label}
        value={day(term.value)}
        onChange={(value) => onChange({ value: value?.format('YYYY-MM-DD') })}
      />
    );
  }
  const [from, to] = pairIn(term.value);
  return (
    <>
      <DatePicker
        aria-label={`${field.label}，开始`}
        value={day(from)}
        onChange={(value) => onChange({ value: [value?.format('YYYY-MM-DD'), to] })}
      />{' '}
      至
      <DatePicker
        aria-label={`${field.label}，结束`}
        value={day(to)}
        onChange={(value) => onChange({ value: [from, value?.format('YYYY-MM-DD')] })}
      />
    </>
  );
}

function Codes({ field, term, onChange }: Props) {
  const entries = useDictionary(field.dictionary ?? undefined);
  return (
    <Select<string[]>
      aria-label={field.label}
      className="term-wide"
      mode="multiple"
      maxTagCount="responsive"
      placeholder="请选择"
      optionFilterProp="label"
      options={[...(field.options.length ? field.options : entries)]}
      value={Array.isArray(term.value) ? (term.value as string[]) : []}
      onChange={(value) => onChange({ value })}
    />
  );
}
