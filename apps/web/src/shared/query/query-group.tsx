import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Radio, Select } from 'antd';
import { isDraftGroup, type DraftGroup, type DraftNode, type DraftTerm } from './query-draft.js';
import { LabOfTerm, TermValue } from './term-value.js';
import type { QueryField } from './use-saved-filters.js';

/** Groups within groups; the server takes no more. */
const DEEPEST = 4;
const NEW_TERM: DraftTerm = { field: '', operator: '' };

interface Props {
  readonly fields: readonly QueryField[];
  readonly group: DraftGroup;
  readonly depth: number;
  readonly onChange: (group: DraftGroup) => void;
  readonly onRemove?: () => void;
}

/** Conditions of which all or any one must hold; groups stand inside groups. */
export function QueryGroup({ fields, group, depth, onChange, onRemove }: Props) {
  const put = (index: number, part: DraftNode | null) =>
    onChange({ ...group, parts: group.parts.flatMap((old, at) => (at === index ? (part ?? []) : old)) });
  return (
    <fieldset className="query-group">
      <legend>
        <Radio.Group
          size="small"
          optionType="button"
          aria-label="条件之间的关系"
          value={group.joint}
          onChange={({ target }) => onChange({ ...group, joint: target.value as 'and' | 'or' })}
          options={[
            { value: 'and', label: '同时满足' },
            { value: 'or', label: '满足任一' },
          ]}
        />
        {onRemove && (
          <Button size="small" type="text" icon={<DeleteOutlined />} onClick={onRemove}>
            删除本组
          </Button>
        )}
      </legend>
      {group.parts.map((part, index) =>
        isDraftGroup(part) ? (
          <QueryGroup
            key={index}
            fields={fields}
            group={part}
            depth={depth + 1}
            onChange={(changed) => put(index, changed)}
            onRemove={() => put(index, null)}
          />
        ) : (
          <QueryTermRow
            key={index}
            fields={fields}
            term={part}
            onChange={(changed) => put(index, changed)}
            onRemove={() => put(index, null)}
          />
        ),
      )}
      <div className="query-add">
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange({ ...group, parts: [...group.parts, NEW_TERM] })}>
          加条件
        </Button>
        {depth < DEEPEST && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() =>
              onChange({
                ...group,
                parts: [...group.parts, { joint: group.joint === 'and' ? 'or' : 'and', parts: [NEW_TERM] }],
              })
            }
          >
            加条件组
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface TermProps {
  readonly fields: readonly QueryField[];
  readonly term: DraftTerm;
  readonly onChange: (term: DraftTerm) => void;
  readonly onRemove: () => void;
}

function QueryTermRow({ fields, term, onChange, onRemove }: TermProps) {
  const field = fields.find(({ name }) => name === term.field);
  const change = (part: Partial<DraftTerm>) => onChange({ ...term, ...part });
  return (
    <div className="query-term">
      <Select<string>
        aria-label="字段"
        style={{ width: '9.5rem' }}
        placeholder="选择字段"
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        value={term.field || null}
        onChange={(name) => {
          const chosen = fields.find((one) => one.name === name);
          onChange({
            field: name,
            operator: chosen?.operators[0]?.value ?? '',
            ...(chosen?.kind === 'lab' && { operator: 'gt', days: 365 }),
            ...(chosen?.kind === 'flag' && { value: true }),
          });
        }}
      />
      {field && <LabOfTerm field={field} term={term} onChange={change} />}
      {field && field.operators.length > 1 && (
        <Select<string>
          aria-label="运算符"
          style={{ width: '6.5rem' }}
          options={[...field.operators]}
          value={term.operator}
          onChange={(operator) => {
            const { value: _value, ...rest } = term;
            // A pair and a single value are not the same kind of answer.
            onChange(pairs(operator) === pairs(term.operator) ? { ...term, operator } : { ...rest, operator });
          }}
        />
      )}
      {field && <TermValue field={field} term={term} onChange={change} />}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label="删除条件" onClick={onRemove} />
    </div>
  );
}

const pairs = (operator: string): string => (operator === 'between' || operator === 'lastDays' ? operator : 'one');
