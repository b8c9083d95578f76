import { useState } from 'react';
import { Drawer, Segmented } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { usePages } from '../../shared/list/use-pages.js';
import { Answered } from '../../shared/problem/answered.js';

type State = 'due' | 'done' | 'open';

export interface ExpectedAsked {
  readonly day: string;
  readonly state: State;
}

/** Who was expected on a day, and who of them was looked after. */
export function ExpectedDrawer({ asked, onClose }: { asked: ExpectedAsked | null; onClose: () => void }) {
  const { can } = useAccess();
  return (
    <Drawer open={asked !== null} title={asked && `应接待与已完成 · ${asked.day}`} size={820} onClose={onClose} destroyOnHidden>
      {asked && !can('reception:read') && <p className="weak">无权查看接待明细。</p>}
      {asked && can('reception:read') && <People key={`${asked.day} ${asked.state}`} {...asked} />}
    </Drawer>
  );
}

function People({ day, state: first }: ExpectedAsked) {
  const [state, setState] = useState(first);
  const { page, pageSize, turn } = usePages();
  const { can } = useAccess();
  const answer = useApi('/stats/weekly/expected', { query: { day, state, page, pageSize }, topics: ['appointments', 'visits'], keep: true });
  return (
    <div className="drill">
      <Segmented<State>
        value={state}
        onChange={(next) => {
          setState(next);
          turn(1);
        }}
        options={[
          { value: 'due', label: '应接待' },
          { value: 'done', label: '已完成' },
          { value: 'open', label: '未完成' },
        ]}
      />
      <Answered answer={answer} rows={8}>
        {({ items, total }) => (
          <>
            <div className="drill-head">
              {can('reception:export') && <ExportButton path="/stats/weekly/expected/export" query={{ day, state }} title="应接待人员" total={`${total} 人`} />}
            </div>
            <table className="figure-table">
              <HeadRow titles={['姓名', '级别', '预约时间', '挂号时间', '接待开始']} />
              <tbody>
                {items.map(({ id, name, sex, age, careLevel, appointedAt, registeredAt, receivedAt }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link to={`/p/${id}`}>
                        <PersonCell name={name} sex={sex} age={age} />
                      </Link>
                    </th>
                    <td>
                      <CareLevelTag level={careLevel as 'L1' | null} />
                    </td>
                    <td>{formatTime(appointedAt)}</td>
                    <td>{formatTime(registeredAt)}</td>
                    <td>{receivedAt ? formatTime(receivedAt) : '未完成'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {items.length === 0 && <p className="weak">本日没有这样的对象。</p>}
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
