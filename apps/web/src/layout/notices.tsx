import { BellOutlined } from '@ant-design/icons';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Badge, Button, Popover } from 'antd';
import { useNavigate } from 'react-router-dom';
import { api, queries, useApi } from '../shared/api/api.js';
import { formatTime } from '../shared/format/dates.js';
import { sentenceOf } from '../shared/problem/sentence.js';

type Notice = Schema<'NoticeRow'>;
const MARKS = { info: 'ⓘ', warning: '⚠', error: '✕' };

export function Notices() {
  const navigate = useNavigate();
  const { data, error } = useApi('/notices', { topics: ['notices'] });
  const open = async (notice: Notice) => {
    if (!notice.readAt) await api.request(`/notices/${notice.id}/read`, { method: 'POST' }).catch(() => undefined);
    void queries.invalidateQueries({ queryKey: ['/notices'] });
    if (notice.link) void navigate(notice.link);
  };
  const items = data?.items ?? [];
  const list = (
    <ul className="notice-list">
      {items.map((notice) => (
        <li key={notice.id}>
          <button
            type="button"
            className={`quiet notice notice-${notice.level} ${notice.readAt ? 'notice-read' : ''}`}
            onClick={() => void open(notice)}
          >
            <b>
              <span aria-hidden>{MARKS[notice.level]}</span> {notice.title}
            </b>
            <span className="weak">{formatTime(notice.at)}</span>
            {notice.body && <p>{notice.body}</p>}
          </button>
        </li>
      ))}
      {data?.items.length === 0 && <li className="weak">暂无通知</li>}
      {error && <li role="alert">没有读到通知。{sentenceOf(error)}</li>}
    </ul>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight" title="通知">
      <Button
        type="text"
        aria-label={`通知，${data?.unread ?? 0} 条未读`}
        icon={
          <Badge count={data?.unread ?? 0} size="small" offset={[4, -2]}>
            <BellOutlined style={{ fontSize: 16 }} />
          </Badge>
        }
      />
    </Popover>
  );
}
