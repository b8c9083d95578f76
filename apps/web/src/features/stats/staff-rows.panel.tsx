import { Link } from 'react-router-dom';
import type { AnswerOf } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { CareLevelTag } from '../../shared/format/people.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { usePages } from '../../shared/list/use-pages.js';
import '../../shared/figures/figures.css';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import './stats.css';

export interface AskedStaff {
  readonly row: AnswerOf<'/stats/staff-reception', 'get'>['rows'][number];
  /** Code of a column, nothing of the total, `people` of 服务人数. */
  readonly column: string;
  readonly title: string;
}
type Deed = AnswerOf<'/stats/staff-reception/drill', 'get'>['items'][number];

const HEADS = ['对象或任务', '级别', '类别', '开始时间', '人次', '时长', '人员'];
const NAMES: Readonly<Record<string, string>> = { duty: '体检现场', mission: '任务' };

/** What a number of 医护接待量 is made of; the page and the file ask with the same conditions. */
export function StaffRows({ asked: { row, column, title }, from, to }: { asked: AskedStaff; from: string; to: string }) {
  const { can } = useAccess();
  const { page, pageSize, turn } = usePages();
  const people = column === 'people';
  const query = {
    from,
    to,
    ...(people ? { unit: 'people' as const } : column && { column }),
    ...(row.staffNo && { staffNo: row.staffNo }),
    ...(row.departmentCode && { departmentCode: row.departmentCode }),
  };
  const answer = useApi('/stats/staff-reception/drill', { query: { ...query, page, pageSize }, keep: true });
  return (
    <Answered answer={answer} rows={8}>
      {({ items, total, visits }) => (
        <div className="drill">
          <div className="drill-head">
            <span className="weak">
              {people && '一行一人，列其最近一次'}
              {column === 'PE' && visits !== total && `合计 ${visits} 人次`}
            </span>
            {can('reception:export') && <ExportButton path="/stats/staff-reception/drill/export" query={query} title={title} total={`${total} ${people ? '人' : '条'}`} />}
          </div>
          <div className="stats-scroll">
            <table className="staff-rows">
              <HeadRow titles={HEADS} />
              <tbody>
                {items.map((one) => (
                  <DeedLine key={`${one.what}/${one.id}/${one.beneficiaryId}`} deed={one} opens={can('beneficiary:read')} />
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
        </div>
      )}
    </Answered>
  );
}

function DeedLine({ deed: { what, beneficiaryId, name, careLevel, kind, startedAt, visits, minutes, staffNames }, opens }: { deed: Deed; opens: boolean }) {
  return (
    <tr>
      <th scope="row">{beneficiaryId ? opens ? <Link to={`/p/${beneficiaryId}`}>{name}</Link> : name : `${NAMES[what] ?? ''}：${name}`}</th>
      <td>
        <CareLevelTag level={careLevel as 'L1' | null} />
      </td>
      <td>{kind}</td>
      <td>{formatTime(startedAt)}</td>
      <td>{visits}</td>
      <td>{minutes === null ? '—' : `${minutes} 分钟`}</td>
      <td>{staffNames}</td>
    </tr>
  );
}
