import { CloseOutlined } from '@ant-design/icons';
import { useDepartments, useDictionaryNames } from '../api/dictionaries.js';
import { isLongPeriod } from '../format/dates.js';
import { namesOf } from './list-url.js';
import { useSavedFilter } from '../query/use-saved-filters.js';
import type { FilterField } from './list-types.js';
import type { ListControl } from './use-list-state.js';

/** The conditions in force, in words; each can be taken away alone. */
export function FilterChips({ fields, list }: { fields: readonly FilterField[]; list: ListControl }) {
  const active = fields.filter((field) => namesOf(field).some((name) => list.filters[name]));
  if (!active.length) return null;
  return (
    <div className="chips" aria-label="已选条件">
      <span className="weak">已选条件</span>
      {active.map((field) => (
        <Chip key={field.label} field={field} list={list} />
      ))}
      {active.some((field) => field.kind === 'period' && isLong(namesOf(field).map((name) => list.filters[name] ?? ''))) && (
        <span className="tag tag-late" role="status">
          时间跨度超过 5 年，查询可能较慢
        </span>
      )}
      <button type="button" className="quiet chip-clear" onClick={() => list.search({})}>
        清空条件
      </button>
    </div>
  );
}

const isLong = ([from = '', to = '']: readonly string[]): boolean => from !== '' && isLongPeriod([from, to]);

function Chip({ field, list }: { field: FilterField; list: ListControl }) {
  const text = useWords(field, list);
  const clear = () => list.narrow(Object.fromEntries(namesOf(field).map((name) => [name, ''])));
  return (
    <span className="chip">
      {field.label}：{text}
      <button type="button" className="quiet" aria-label={`去掉条件 ${field.label}`} onClick={clear}>
        <CloseOutlined />
      </button>
    </span>
  );
}

function useWords(field: FilterField, { filters }: ListControl): string {
  const entries = useDictionaryNames('dictionary' in field ? field.dictionary : undefined);
  const departments = useDepartments(field.kind === 'department');
  const kept = useSavedFilter(field.kind === 'scheme' ? (filters[field.name] ?? '') : '');
  const values = namesOf(field).map((name) => filters[name] ?? '');
  const value = values[0] ?? '';
  switch (field.kind) {
    case 'period':
      return values[0] === values[1] ? value : `${values[0] || '不限'} 至 ${values[1] || '不限'}`;
    case 'numbers':
      return `${values[0] || '不限'} 至 ${values[1] || '不限'}${field.unit ? ` ${field.unit}` : ''}`;
    case 'lab':
      return `${field.options.find((option) => option.value === value)?.label ?? value} ${values[1] === 'lt' ? '低于' : '高于'} ${values[2]}`;
    case 'choice':
    case 'multi': {
      const options = 'options' in field ? field.options : entries;
      return value
        .split(',')
        .map((one) => options.find((option) => option.value === one)?.label ?? one)
        .join('、');
    }
    case 'department':
      return departments.find(({ code }) => code === value)?.name ?? value;
    case 'flag':
      return '是';
    case 'text':
      return value;
    case 'scheme':
      return kept ? [kept.name, kept.sentence].filter(Boolean).join('：') : '…';
  }
}
