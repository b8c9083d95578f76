import { useState } from 'react';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime, formatTime } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { DEFAULT_SIZE } from '../../shared/list/list-url.js';
import { ListTable } from '../../shared/list/list-table.js';
import { Answered } from '../../shared/problem/answered.js';
import { REPORT_STATUS, type LabReport } from './labs.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';

const column = columnOf<LabReport>();
const COLUMNS = [
  column('采样时间', 'collectedAt', { width: 140, render: (at) => formatTime(at) }),
  column('检验组合', 'panelName', { width: 220, ellipsis: true }),
  column('异常', 'abnormalCount', { width: 80, render: (count) => <AbnormalCount count={count} /> }),
  column('标本', 'specimen', { width: 90 }),
  column('送检科室', 'departmentName', { width: 150, ellipsis: true }),
  column('报告时间', 'reportedAt', { width: 150, render: formatFullTime }),
  column('状态', 'status', {
    width: 90,
    render: (status, { revision }) => (
      <>
        {REPORT_STATUS[status]}
        {revision > 1 && `（第 ${revision} 版）`}
      </>
    ),
  }),
  column('报告单号', 'reportNo', { width: 150 }),
];
const NONE: ReadonlySet<string> = new Set();
const STAY = () => undefined;

/** All reports of a person, the newest first. */
export function LabReportList({ personId, onOpen }: { personId: string; onOpen: (id: string) => void }) {
  const [{ page, pageSize }, turn] = useState({ page: 1, pageSize: DEFAULT_SIZE });
  const answer = useApi(`/beneficiaries/${personId}/lab-reports`, {
    query: { page, pageSize },
    topics: ['labs'],
    beneficiaryId: personId,
    keep: true,
  });
  return (
    <Answered answer={answer} rows={10}>
      {({ items, total, totalIsExact }) =>
        items.length === 0 ? (
          <NoSuchRecords what="检验报告" sources={['lis']} />
        ) : (
          <>
            <div className="part-list">
              <ListTable
                caption="检验报告"
                columns={COLUMNS}
                rows={items}
                keyOf={({ id }) => id}
                firstNo={(page - 1) * pageSize + 1}
                sort=""
                onSort={STAY}
                onResize={STAY}
                onOpen={({ id }) => onOpen(id)}
                seen={NONE}
                stale={answer.isPlaceholderData || answer.isError}
              />
            </div>
            <ListPager
              total={total}
              totalIsExact={totalIsExact}
              page={page}
              pageSize={pageSize}
              count={items.length}
              onTurn={(next, size) => turn({ page: next, pageSize: size ?? pageSize })}
            />
          </>
        )
      }
    </Answered>
  );
}
