import { useEffect, useState } from 'react';
import { useAccess } from '../shared/access/access.js';
import { usePreference } from '../shared/api/preference.js';
import { keepLive } from '../shared/live/live.js';
import { Header, useBranding } from './header.js';
import { PersonSearch } from './person-search.js';
import { ShortcutSheet } from './shortcut-sheet.js';
import { SideMenu } from './side-menu.js';
import { TabPages } from './tab-pages.js';
import { TabStrip } from './tab-strip.js';
import { useShortcuts } from './use-shortcuts.js';
import { useTabs } from './use-tabs.js';
// Last: what it says of print wins over the parts.
import './shell.css';

/** Header, menu, tabs and the pages in them. */
export function Shell() {
  const tabs = useTabs();
  const branding = useBranding();
  const menu = usePreference('menu', { collapsed: window.innerWidth < 1100 });
  const { can } = useAccess();
  const [searching, setSearching] = useState(false);
  const [sheet, setSheet] = useState(false);
  const search = can('beneficiary:read') ? () => setSearching(true) : null;
  useShortcuts({ search, help: () => setSheet(true) });

  useEffect(() => {
    const end = new AbortController();
    void keepLive(end.signal);
    return () => end.abort();
  }, []);
  const title = tabs.tabs.find(({ key }) => key === tabs.activeKey)?.title;
  useEffect(() => {
    document.title = title ? `${title} · ${branding.productName}` : branding.productName;
  }, [title, branding.productName]);

  return (
    <div className={menu.value.collapsed ? 'shell shell-narrow' : 'shell'}>
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        跳到正文
      </a>
      <Header branding={branding} onSearch={search} onHelp={() => setSheet(true)} />
      <SideMenu tabs={tabs} collapsed={menu.value.collapsed} onCollapse={(collapsed) => menu.save({ collapsed })} />
      <TabStrip tabs={tabs} />
      <main id="main" tabIndex={-1}>
        <TabPages tabs={tabs} />
      </main>
      <PersonSearch open={searching} onClose={() => setSearching(false)} />
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}
