import { Button, Drawer } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { PersonCell } from '../../shared/format/people.js';
import { textOr } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { WHAT, type Suggestion } from './receptions.js';

/** 漏登: who came within the last week and has no reception. */
export function SuggestionsDrawer({ open, onClose, onWrite }: { open: boolean; onClose: () => void; onWrite: (visit: Suggestion) => void }) {
  return (
    <Drawer open={open} title="漏登提示：近 7 天有就诊而无接待记录" size={760} onClose={onClose} destroyOnHidden>
      <Suggestions onWrite={onWrite} />
    </Drawer>
  );
}

function Suggestions({ onWrite }: { onWrite: (visit: Suggestion) => void }) {
  const answer = useApi('/receptions/suggestions', { query: { pageSize: 50 }, topics: ['appointments', 'visits', 'checkups'] });
  return (
    <Answered answer={answer} rows={8}>
      {({ items, total }) =>
        items.length === 0 ? (
          <p className="weak">近 7 天的就诊都有接待记录。</p>
        ) : (
          <>
            <p className="weak">
              共 {total} 条{total > items.length && `，列出最近 ${items.length} 条`}
            </p>
            <table className="plain-table">
              <HeadRow titles={['就诊人员', '就诊', '时间', '科室', '医生', '操作']} />
              <tbody>
                {items.map((one) => (
                  <tr key={`${one.id}/${one.what}`}>
                    <th scope="row">
                      <PersonCell name={one.name} sex={one.sex} age={one.age} />
                    </th>
                    <td>{WHAT[one.what]}</td>
                    <td>{formatTime(one.at)}</td>
                    <td>{textOr(one.departmentName)}</td>
                    <td>{textOr(one.doctorName)}</td>
                    <td>
                      <Button size="small" onClick={() => onWrite(one)}>
                        补登
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )
      }
    </Answered>
  );
}
