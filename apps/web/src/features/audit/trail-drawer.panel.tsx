import { Drawer } from 'antd';
import { Link } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { addDays, NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { ACTION_NAMES, momentOf } from './audit.js';
import './audit.css';
import { OutcomeTag } from './outcome-tag.js';

const CHANGES: Readonly<Record<string, string>> = { insert: '新增', update: '修改', delete: '删除' };

/** One record in full: who, whence, what was asked, what it changed, and its place in the chain. */
export function TrailDrawer({ seq, onClose }: { seq: number | null; onClose: () => void }) {
  return (
    <Drawer open={seq !== null} title={`审计记录 ${seq ?? ''}`} size={720} onClose={onClose} destroyOnHidden>
      {seq !== null && <Detail seq={seq} />}
    </Drawer>
  );
}

function Detail({ seq }: { seq: number }) {
  const answer = useApi(`/audit/trail/${String(seq)}`, { staleTime: Infinity });
  return <Answered answer={answer}>{(row) => <Facts row={row} />}</Answered>;
}

function Facts({ row }: { row: Schema<'TrailDetail'> }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['时间', momentOf(row.at)],
    ['账号', row.actor],
    ['动作', `${ACTION_NAMES[row.action] ?? row.action} · ${row.operationName}`],
    ['结果', <OutcomeTag key="outcome" outcome={row.outcome} />],
    ['接口', <code key="operation">{row.operation}</code>],
    ['查询内容', row.asked || NOTHING],
    ['理由', row.reason ?? NOTHING],
    ['来源', `${row.ip ?? NOTHING} · ${row.device ?? NOTHING}`],
    [
      '会话',
      row.sessionId ? (
        <Link key="session" to={`/system/audit?session=${row.sessionId}&from=${dayOf(row.at, -1)}&to=${dayOf(row.at, 1)}`}>
          查看这次会话的全部操作
        </Link>
      ) : (
        NOTHING
      ),
    ],
    ['对象', row.personIds.length ? `${row.personIds.length} 名：${row.personIds.slice(0, 5).join('、')}` : NOTHING],
    ['错误编号', row.trace ?? NOTHING],
    ['链条', row.block ? `第 ${row.block} 段` : '刚写入，数秒内入链'],
  ];
  return (
    <div className="audit-detail">
      <dl className="audit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.changes.length > 0 && <Changes changes={row.changes} />}
    </div>
  );
}

/** A session ends after twelve hours at the latest: a day before and after hold all of it. */
const dayOf = (at: string, days: number) => addDays(momentOf(at).slice(0, 10), days);

function Changes({ changes }: { changes: readonly Schema<'TrailChange'>[] }) {
  return (
    <section>
      <h3>改动内容</h3>
      {changes.map(({ seq, table, rowId, action, fields }) => (
        <table key={seq} className="audit-changes">
          <caption>
            {CHANGES[action] ?? action} <code>{table}</code> {rowId}
          </caption>
          <HeadRow titles={['字段', '改动前', '改动后']} />
          <tbody>
            {fields.map(({ field, before, after }) => (
              <tr key={field}>
                <td>
                  <code>{field}</code>
                </td>
                <td>{before ?? NOTHING}</td>
                <td>{after ?? NOTHING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="weak">涉及个人的内容以 *** 代替；审计只证明改动的发生与经手人。</p>
    </section>
  );
}
