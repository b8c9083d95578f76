import { Activity, Suspense, memo, useCallback, useMemo, useRef } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { useAccess } from '../shared/access/access.js';
import { NoRight } from '../shared/list/list-states.js';
import { PageFrameContext } from '../shared/page/tab-title.js';
import { ErrorBoundary } from '../shared/problem/error-boundary.js';
import { SITE, type SitePage } from '../router.js';
import type { Tab, Tabs } from './use-tabs.js';

/** Pages stay mounted and hidden, so that filters, scroll and half-typed text are there on return. A restored tab is drawn when first looked at. */
export function TabPages({ tabs: { tabs, activeKey, rename } }: { tabs: Tabs }) {
  const drawn = useRef(new Set<string>());
  drawn.current.add(activeKey);
  return tabs
    .filter(({ key }) => drawn.current.has(key))
    .map((tab) => (
      <Activity key={tab.key} mode={tab.key === activeKey ? 'visible' : 'hidden'}>
        <div className="tab-page">
          <TabPage key={tab.version} tab={tab} rename={rename} />
        </div>
      </Activity>
    ));
}

const TabPage = memo(
  function TabPage({ tab, rename }: { tab: Tab; rename: Tabs['rename'] }) {
    const group = SITE.find(({ path }) => path === tab.key)?.group ?? null;
    const setTitle = useCallback((title: string) => rename(tab.key, title), [rename, tab.key]);
    const frame = useMemo(() => ({ crumb: group, setTitle }), [group, setTitle]);
    return (
      <PageFrameContext value={frame}>
        <ErrorBoundary>
          <Suspense fallback={<p className="starting">正在打开…</p>}>
            <Routes location={tab.location}>
              {SITE.map((page) => (
                <Route key={page.path} path={page.path} element={<Guarded page={page} />} />
              ))}
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </PageFrameContext>
    );
  },
  (before, after) => before.tab.location === after.tab.location && before.tab.key === after.tab.key,
);

function Guarded({ page }: { page: SitePage }) {
  const { can } = useAccess();
  return page.permission && !can(page.permission) ? <NoRight /> : <page.Component />;
}

function NotFound() {
  return (
    <div className="list-state" role="status">
      <b>没有这个页面</b>
      <p className="weak">
        地址可能已变更。请从左侧菜单进入，或<Link to="/">返回工作台</Link>。
      </p>
    </div>
  );
}
