import { Suspense, lazy } from 'react';
import { LoginPage } from './features/auth/login.page.js';
import { useSessionState } from './shared/session/session.js';

const loadWorkplace = () => import('./layout/workplace.js');
const Workplace = lazy(async () => ({ default: (await loadWorkplace()).Workplace }));

/** Whoever holds a printed file checks it without signing in. */
const Verification = lazy(async () => ({ default: (await import('./features/archive/verify-start.js')).VerifyStart }));

/** Sign-in stands alone and small; everything behind it is fetched while the user types. */
export function Start() {
  const state = useSessionState();
  if (location.pathname.startsWith('/verify/')) {
    return (
      <Suspense fallback={<p className="starting">正在打开…</p>}>
        <Verification />
      </Suspense>
    );
  }
  if (state === 'checking') return <p className="starting">正在打开…</p>;
  if (state === 'signed-out') return <LoginPage prefetch={loadWorkplace} />;
  return (
    <Suspense fallback={<p className="starting">正在打开…</p>}>
      <Workplace />
    </Suspense>
  );
}
