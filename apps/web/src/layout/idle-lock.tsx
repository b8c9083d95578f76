import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { ProofForm } from '../features/auth/proof.form.js';
import { SignInForm } from '../features/auth/sign-in.form.js';
import { useAccess } from '../shared/access/access.js';
import { api } from '../shared/api/api.js';
import { idleMs } from '../shared/session/activity.js';
import { session, useLocked, useSessionState } from '../shared/session/session.js';
import './idle-lock.css';

const LOOK_MS = 1_000;
const WARN_MS = 60_000;
/** Reading without a click is work too: the server hears of it this often. */
const TELL_MS = 4 * 60_000;

/** Nobody there for a while: the pages are covered, whatever stands on them, and come back as they were after a proof. */
export function IdleLock() {
  const { me } = useAccess();
  const locked = useLocked();
  const left = useTimeLeft(me.lockAfterMinutes * 60_000, locked);
  if (locked) return <Cover username={me.username} name={me.name} />;
  if (left > WARN_MS) return null;
  return (
    <div className="idle-warning" role="status">
      长时间无人操作，{Math.max(0, Math.ceil(left / 1000))} 秒后锁定页面。移动鼠标或按任意键可继续。
    </div>
  );
}

/** Milliseconds until the cover; covers when it is over. */
function useTimeLeft(limit: number, locked: boolean): number {
  const [left, setLeft] = useState(limit);
  const told = useRef(Date.now());
  useEffect(() => {
    if (locked) return undefined;
    const clock = window.setInterval(() => {
      const idle = idleMs();
      if (idle >= limit) session.lock();
      if (idle < LOOK_MS * 10 && Date.now() - told.current > TELL_MS) {
        told.current = Date.now();
        void api.request('/me/permissions').catch(() => undefined);
      }
      // A page that is in use is not drawn anew every second.
      setLeft(limit - idle > WARN_MS ? limit : limit - idle);
    }, LOOK_MS);
    return () => window.clearInterval(clock);
  }, [limit, locked]);
  return left;
}

function Cover({ username, name }: { username: string; name: string }) {
  const ended = useSessionState() === 'ended';
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // A modal dialog of the browser lies over everything, and nothing behind it can be reached by keys.
    box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} className="idle-cover" aria-label="页面已锁定" onCancel={(event) => event.preventDefault()}>
      <div className="idle-box">
        <h2>页面已锁定</h2>
        <p className="weak">
          {name}，页面和已填写的内容都会保留，{ended ? '登录' : '验证'}后继续。
        </p>
        {ended ? <SignInForm fixedUsername={username} /> : <ProofForm label="解锁" />}
        <Button type="link" style={{ paddingInline: 0, marginTop: 8 }} onClick={() => void session.signOut()}>
          换一个账号登录（离开本页）
        </Button>
      </div>
    </dialog>
  );
}
