import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ALERT_STATUS, alertName } from './alert-words.js';

interface Props {
  readonly items: readonly Schema<'AlertRow'>[];
  /** On a page of many people: whose alert it is. */
  readonly named?: boolean;
  readonly onHandled: () => void;
}

/** Alerts with who looks after them. */
export function AlertTable({ items, named = false, onHandled }: Props) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const handle = (id: string, status: 'acknowledged' | 'closed') =>
    void api.request(`/alerts/${id}/handle`, { method: 'POST', body: { status } }).then(onHandled, (problem: unknown) => {
      void message.error(sentenceOf(problem));
      onHandled();
    });
  if (items.length === 0) return <p className="weak">没有未关闭的提醒。</p>;
  return (
    <table className="person-table">
      <HeadRow titles={[...(named ? ['姓名'] : []), '时间', '事项', '内容', '规则', '状态', '处理']} />
      <tbody>
        {items.map(({ id, beneficiaryId, name, at, kind, value, rule, status, handledBy }) => (
          <tr key={id}>
            {named && (
              <th scope="row">
                <Link to={`/p/${beneficiaryId}/alerts`}>{name}</Link>
              </th>
            )}
            <td>{formatFullTime(at)}</td>
            <td>{alertName(kind)}</td>
            <td>{value}</td>
            <td>{rule}</td>
            <td>
              {ALERT_STATUS[status] ?? status}
              {handledBy && `（${handledBy}）`}
            </td>
            <td>
              {can('beneficiary:write') && status === 'open' && (
                <Button type="link" size="small" onClick={() => handle(id, 'acknowledged')}>
                  知晓
                </Button>
              )}
              {can('beneficiary:write') && status !== 'closed' && (
                <Button type="link" size="small" onClick={() => handle(id, 'closed')}>
                  关闭
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
