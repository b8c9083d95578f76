import { Drawer } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import './secrecy.css';
import type { Opening } from './secrecy-words.js';

/** What was done about the person while an opening lasted, from the access trail. */
export function OpeningDrawer({ opening, onClose }: { opening: Opening | null; onClose: () => void }) {
  return (
    <Drawer open={opening !== null} title="打开期间的操作" size={520} onClose={onClose} destroyOnHidden>
      {opening && <Reads opening={opening} />}
    </Drawer>
  );
}

function Reads({ opening }: { opening: Opening }) {
  const answer = useApi(`/confidential-openings/${opening.id}/reads`);
  return (
    <>
      <p style={{ marginBottom: 12 }}>
        {opening.userName}（{opening.username}）打开 {opening.shownAs}，理由：{opening.reason}
      </p>
      <Answered answer={answer} rows={6}>
        {({ items }) => (
          <ul className="opening-reads">
            {items.map(({ at, operationName, outcome }, index) => (
              <li key={index}>
                <span className="weak">{formatFullTime(at)}</span> {operationName}
                {outcome !== 'allowed' && <span className="tag tag-off">未允许</span>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </>
  );
}
