import type { ReactNode } from 'react';
import { Button, Popconfirm, Tooltip } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { formatFullTime, formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { deviceName } from './device-name.js';

type Session = Schema<'OwnSessionRow'>;

interface Props<S extends Session> {
  readonly sessions: readonly S[];
  readonly caption: string;
  /** Cells about the user, before those about the session. */
  readonly who?: { readonly heads: readonly string[]; readonly cells: (session: S) => readonly ReactNode[] };
  /** Left out: nothing can be ended here. */
  readonly onEnd?: ((session: S) => void) | undefined;
}

/** Sessions, the last active one first. */
export function SessionTable<S extends Session>({ sessions, caption, who, onEnd }: Props<S>) {
  const heads = [...(who?.heads ?? []), '登录时间', '最近操作', '地址', '设备', ...(onEnd ? ['操作'] : [])];
  return (
    <div className="list-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <HeadRow titles={heads} />
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              {who?.cells(session).map((cell, at) => <td key={who.heads[at]}>{cell}</td>)}
              <td>{formatFullTime(session.signedInAt)}</td>
              <td>{formatTime(session.activeAt)}</td>
              <td>{session.ip ?? '—'}</td>
              <td>
                <Tooltip title={session.device}>{deviceName(session.device)}</Tooltip>
              </td>
              {onEnd && (
                <td>
                  {session.current ? (
                    <span className="weak">本会话</span>
                  ) : (
                    <Popconfirm title="下线后该设备需要重新登录，确定下线？" okText="下线" onConfirm={() => onEnd(session)}>
                      <Button type="link" size="small" danger>
                        {who ? '强制下线' : '下线'}
                      </Button>
                    </Popconfirm>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
