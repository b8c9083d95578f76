import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { ListTable } from '../../shared/list/list-table.js';
import { DEFAULT_SIZE, type PageSize } from '../../shared/list/list-url.js';
import '../../shared/list/person-records.css';
import { Answered } from '../../shared/problem/answered.js';
import { ACTION_NAMES } from './audit.js';
import { OutcomeTag } from './outcome-tag.js';

type Row = Schema<'PersonLogRow'>;
const NONE: ReadonlySet<string> = new Set();
const STAY = () => undefined;
const column = columnOf<Row>();
const COLUMNS = [
  column('时间', 'at', { width: 160, render: (at) => formatFullTime(at) }),
  column('姓名', 'actorName', { width: 120 }),
  column('账号', 'actor', { width: 140, ellipsis: true }),
  column('科室', 'departmentName', { width: 130, ellipsis: true }),
  column('动作', 'action', { width: 84, render: (action) => ACTION_NAMES[action] ?? action }),
  column('内容', 'operationName', { width: 180, ellipsis: true }),
  column('结果', 'outcome', { width: 92, render: (outcome) => <OutcomeTag outcome={outcome} /> }),
  column('理由', 'reason', { width: 160, ellipsis: true }),
  column('IP', 'ip', { width: 120 }),
];

/** 谁看过这份档案: everybody who opened, exported or printed anything of this person, the newest first. */
export function PatientAccessLogPanel({ person }: { person: { readonly id: string } }) {
  const [{ page, pageSize }, turn] = useState<{ page: number; pageSize: PageSize }>({ page: 1, pageSize: DEFAULT_SIZE });
  const answer = useApi(`/beneficiaries/${person.id}/access-log`, { query: { page, pageSize }, keep: true });
  return (
    <>
      <p className="weak">谁看过、导出过这份档案，按时间倒序。列表查询中出现过这名对象的，也记在内。</p>
      <Answered answer={answer} rows={10}>
        {({ items, total, totalIsExact }) => (
          <>
            <div className="part-list" tabIndex={0} role="group" aria-label="访问记录">
              <ListTable<Row>
                caption="访问记录"
                columns={COLUMNS}
                rows={items}
                keyOf={({ seq }) => String(seq)}
                firstNo={(page - 1) * pageSize + 1}
                sort=""
                onSort={STAY}
                onResize={STAY}
                seen={NONE}
                stale={answer.isPlaceholderData || answer.isError}
              />
            </div>
            <ListPager
              page={page}
              pageSize={pageSize}
              total={total}
              totalIsExact={totalIsExact}
              count={items.length}
              onTurn={(next, size) => turn({ page: next, pageSize: size ?? pageSize })}
            />
          </>
        )}
      </Answered>
    </>
  );
}
