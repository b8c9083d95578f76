import { formatTime } from '../../shared/format/dates.js';
import { reasonOf, USER_STATES, type User } from './user-words.js';

/** In use or not, locked, and whether a password is still to be chosen. */
export function UserState({ user }: { user: User }) {
  const state = USER_STATES[user.status];
  return (
    <>
      <span className={state?.tag ?? 'tag'} title={reasonOf(user) ?? undefined}>
        {state?.name ?? user.status}
      </span>
      {user.lockedUntil && <span className="tag tag-bad"> 🔒 锁定至 {formatTime(user.lockedUntil)}</span>}
      {user.status === 'active' && user.statusReason === 'left-wecom' && (
        <span className="tag tag-late" title={reasonOf(user) ?? undefined}>
          {' '}
          离开企微
        </span>
      )}
      {user.status === 'active' && user.mustChangePassword && <span className="tag tag-late"> 待改密码</span>}
    </>
  );
}
