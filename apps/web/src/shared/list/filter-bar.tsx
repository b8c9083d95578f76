import { useState } from 'react';
import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { FilterControl } from './filter-field.js';
import { problemOf } from './filter-problem.js';
import { namesOf } from './list-url.js';
import type { FilterField, FilterValues } from './list-types.js';
import type { ListControl } from './use-list-state.js';
import './filter.css';

interface Props {
  readonly fields: readonly FilterField[];
  readonly list: ListControl;
  readonly busy: boolean;
  readonly onAgain: () => void;
}

export function FilterBar({ fields, list, busy, onAgain }: Props) {
  const [draft, setDraft] = useState<FilterValues>(list.filters);
  const [open, setOpen] = useState(() =>
    fields.some((field) => field.more && namesOf(field).some((name) => list.filters[name])),
  );
  // Compared while drawing, not in an effect: effects run again when a hidden tab is shown, and would drop what is half typed.
  const asked = JSON.stringify(list.filters);
  const [draftOf, setDraftOf] = useState(asked);
  if (draftOf !== asked) {
    setDraftOf(asked);
    setDraft(list.filters);
  }

  const merged = (change: FilterValues) =>
    Object.fromEntries(Object.entries({ ...draft, ...change }).filter(([, value]) => value.trim() !== ''));
  const [told, setTold] = useState(false);
  /** Conditions that cannot be asked stay here, with their reason, until they can. */
  const search = (next: FilterValues) => {
    const wrong = fields.some((field) => problemOf(field, next));
    setTold(wrong);
    if (wrong) setDraft(next);
    else list.search(next);
  };
  const ask = () => {
    const next = merged({});
    if (JSON.stringify(next) === asked) onAgain();
    else search(next);
  };
  const hasMore = fields.some(({ more }) => more);
  return (
    <form
      className="filter-bar"
      role="search"
      aria-label="筛选"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      {fields
        .filter(({ more }) => open || !more)
        .map((field) => (
          <div key={field.label} className={`filter-item filter-${field.kind}`}>
            <span className="filter-label">{field.kind === 'flag' && field.hint ? '' : field.label}</span>
            <FilterControl
              field={field}
              values={draft}
              onDraft={(change) => setDraft({ ...draft, ...change })}
              onChoose={(change) => search(merged(change))}
            />
            {told && problemOf(field, draft) && (
              <span className="filter-problem" role="alert">
                {problemOf(field, draft)}
              </span>
            )}
          </div>
        ))}
      <div className="filter-acts">
        <Button type="primary" htmlType="submit" loading={busy && { delay: 300 }}>
          查询
        </Button>
        <Button onClick={list.reset}>重置</Button>
        {hasMore && (
          <Button
            type="link"
            aria-expanded={open}
            icon={open ? <UpOutlined /> : <DownOutlined />}
            iconPlacement="end"
            onClick={() => setOpen(!open)}
          >
            {open ? '收起' : '展开'}
          </Button>
        )}
      </div>
    </form>
  );
}
