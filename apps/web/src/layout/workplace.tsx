import { lazy, useEffect, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { App, Button, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN.js';
import { BrowserRouter } from 'react-router-dom';
import { AccessProvider } from '../shared/access/access.js';
import { queries, useApi } from '../shared/api/api.js';
import { usePreference } from '../shared/api/preference.js';
import { sentenceOf } from '../shared/problem/sentence.js';
import { session } from '../shared/session/session.js';
import { applyAppearance, useAppearance, type Appearance } from '../shared/theme/appearance.js';
import { themeOf } from '../shared/theme/theme.js';
import { FreshProof } from './fresh-proof.js';
import { IdleLock } from './idle-lock.js';
import { Marked } from './marked.js';
import { ReLogin } from './re-login.js';
import { Shell } from './shell.js';

const DutyPage = lazy(async () => ({ default: (await import('../features/auth/duty.js')).DutyPage }));

/** Everything behind sign-in: the library's settings, the store of answers, who is here, then the shell. */
export function Workplace() {
  const appearance = useAppearance();
  return (
    <ConfigProvider locale={zhCN} theme={themeOf(appearance)} button={{ autoInsertSpace: false }}>
      <App message={{ top: 56, duration: 2, maxCount: 3 }} style={{ height: '100%' }}>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <Admitted />
          </BrowserRouter>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

function Admitted() {
  const { data: me, error, refetch } = useApi('/me', { staleTime: Infinity });
  if (me)
    return (
      <AccessProvider me={me}>
        <KeptAppearance />
        {me.duty ? (
          <DutyPage duty={me.duty} />
        ) : (
          <Marked>
            <Shell />
          </Marked>
        )}
        <IdleLock />
        <ReLogin username={me.username} />
        <FreshProof />
      </AccessProvider>
    );
  if (!error)
    return (
      <>
        <p className="starting">正在打开…</p>
        <ReLogin username={null} />
      </>
    );
  return (
    <div className="starting" role="alert">
      <div>
        <p>没有读到您的账号信息。{sentenceOf(error)}</p>
        <p>
          <Button type="primary" onClick={() => void refetch()}>
            重试
          </Button>{' '}
          <Button onClick={() => void session.signOut()}>退出登录</Button>
        </p>
      </div>
    </div>
  );
}

/** The look that the user chose on another computer follows him here, once. */
function KeptAppearance() {
  const here = useAppearance();
  const { value, loaded } = usePreference<Appearance>('appearance', here);
  const [taken, setTaken] = useState(false);
  useEffect(() => {
    if (!loaded || taken) return;
    setTaken(true);
    applyAppearance(value);
  }, [loaded, taken, value]);
  return null;
}
