import { Link } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { CareLevelTag } from '../../shared/format/people.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { usePages } from '../../shared/list/use-pages.js';
import { Answered } from '../../shared/problem/answered.js';

/** What a figure beside the form of a report is made of, as it stands today. */
export function ReportFactRows({ report, fact, name }: { report: Schema<'ReportDetail'>; fact: string; name: string }) {
  const { can } = useAccess();
  const { page, pageSize, turn } = usePages();
  const answer = useApi(`/stats/reports/${report.id}/facts/${fact}`, { query: { page, pageSize }, keep: true });
  return (
    <div className="drill">
      {report.status === 'locked' && <p className="weak">以下为当前数据；锁定之后数据有变化的，条数可能与报告不同。</p>}
      <Answered answer={answer} rows={8}>
        {({ items, total }) => (
          <>
            <div className="drill-head">
              {can('report:export') && <ExportButton path={`/stats/reports/${report.id}/facts/${fact}/export`} query={{}} title={name} total={`${total} 条`} />}
            </div>
            <div className="stats-scroll">
              <table className="figure-table report-rows">
                <HeadRow titles={['对象', '级别', '时间', '科室', '内容']} />
                <tbody>
                  {items.map(({ id, beneficiaryId, name: person, careLevel, at, departmentName, what }, index) => (
                    <tr key={`${id}/${index}`}>
                      <th scope="row">{beneficiaryId && can('beneficiary:read') ? <Link to={`/p/${beneficiaryId}`}>{person}</Link> : (person ?? '—')}</th>
                      <td>{beneficiaryId ? <CareLevelTag level={careLevel as 'L1' | null} /> : '—'}</td>
                      <td>{formatTime(at)}</td>
                      <td>{departmentName ?? '—'}</td>
                      <td>{what ?? '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <ListPager
              total={total}
              totalIsExact
              page={page}
              pageSize={pageSize}
              count={items.length}
              onTurn={turn}
            />
          </>
        )}
      </Answered>
    </div>
  );
}
