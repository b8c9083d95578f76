import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { CloseOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { HOME, type Tab, type Tabs } from './use-tabs.js';
import './tab-strip.css';

/** The open pages. Middle click closes, right click offers the rest. */
export function TabStrip({ tabs: { tabs, activeKey, open, close, refresh } }: { tabs: Tabs }) {
  const active = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<string | null>(null);
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeKey]);

  const menuOf = (tab: Tab, index: number) => {
    const keys = (some: readonly Tab[]) => some.map(({ key }) => key);
    const acts: readonly (readonly [string, () => void])[] = [
      [
        '刷新',
        () => {
          open(tab.key);
          refresh(tab.key);
        },
      ],
      ['关闭', () => close([tab.key])],
      ['关闭左侧', () => close(keys(tabs.slice(0, index)))],
      ['关闭右侧', () => close(keys(tabs.slice(index + 1)))],
      ['关闭其他', () => close(keys(tabs.filter((one) => one !== tab)))],
      ['关闭全部', () => close(keys(tabs))],
    ];
    const run = (act: () => void) => {
      setMenuAt(null);
      act();
    };
    return (
      <div role="menu" className="tab-menu">
        {acts.map(([name, act]) => (
          <button key={name} type="button" role="menuitem" className="quiet" onClick={() => run(act)}>
            {name}
          </button>
        ))}
      </div>
    );
  };
  const middle = (event: MouseEvent, tab: Tab) => {
    if (event.button !== 1) return;
    event.preventDefault();
    close([tab.key]);
  };
  return (
    <nav className="tab-strip" aria-label="已打开的页面">
      {tabs.map((tab, index) => (
        <Popover
          key={tab.key}
          trigger="contextMenu"
          placement="bottomLeft"
          arrow={false}
          content={menuOf(tab, index)}
          open={menuAt === tab.key}
          onOpenChange={(shown) => setMenuAt(shown ? tab.key : null)}
        >
          <div
            ref={tab.key === activeKey ? active : undefined}
            className={tab.key === activeKey ? 'tab tab-active' : 'tab'}
            onMouseDown={(event) => {
              if (event.button === 1) event.preventDefault();
            }}
            onAuxClick={(event) => middle(event, tab)}
          >
            <button
              type="button"
              className="quiet tab-name"
              aria-current={tab.key === activeKey ? 'page' : undefined}
              onClick={() => open(tab.key)}
              title={tab.title}
            >
              {tab.title}
            </button>
            {tab.key !== HOME && (
              <button
                type="button"
                className="quiet tab-close"
                aria-label={`关闭 ${tab.title}`}
                onClick={() => close([tab.key])}
              >
                <CloseOutlined />
              </button>
            )}
          </div>
        </Popover>
      ))}
    </nav>
  );
}
