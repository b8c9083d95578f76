import { Button, Modal } from 'antd';
import { SignInForm } from '../features/auth/sign-in.form.js';
import { session, useLocked, useSessionState } from '../shared/session/session.js';

/** The session ended while a page was open: sign in over it, and the calls that waited go on. Nothing typed is lost. */
export function ReLogin({ username }: { username: string | null }) {
  // Behind the cover the cover itself asks.
  const locked = useLocked();
  const ended = useSessionState() === 'ended' && !locked;
  return (
    <Modal
      open={ended}
      title="登录已过期，请重新登录"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={420}
      destroyOnHidden
      zIndex={3000}
    >
      <p className="weak" style={{ marginBottom: 12 }}>
        页面和已填写的内容都会保留，登录后继续。
      </p>
      <SignInForm {...(username && { fixedUsername: username })} />
      <Button type="link" style={{ paddingInline: 0, marginTop: 8 }} onClick={() => void session.signOut()}>
        换一个账号登录（离开本页）
      </Button>
    </Modal>
  );
}
