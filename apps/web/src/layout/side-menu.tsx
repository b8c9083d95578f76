import { useEffect, useRef, useState, type ReactNode } from 'react';
import {
  BarChartOutlined,
  DownOutlined,
  ExperimentOutlined,
  HomeOutlined,
  MedicineBoxOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  ScheduleOutlined,
  SettingOutlined,
  SyncOutlined,
  LockOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../shared/access/access.js';
import { SITE, type SitePage } from '../router.js';
import { HOME, type Tabs } from './use-tabs.js';
import './side-menu.css';

const ICONS: Record<string, ReactNode> = {
  工作台: <HomeOutlined />,
  保健对象: <TeamOutlined />,
  机密管理: <LockOutlined />,
  就诊记录: <MedicineBoxOutlined />,
  接待与任务: <ScheduleOutlined />,
  诊疗数据: <ExperimentOutlined />,
  统计报表: <BarChartOutlined />,
  数据同步: <SyncOutlined />,
  系统管理: <SettingOutlined />,
};

interface Props {
  readonly tabs: Tabs;
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
}

/** Two levels, only what this user may open. A page that is open already is returned to as it was left. */
export function SideMenu({ tabs, collapsed, onCollapse }: Props) {
  const { can } = useAccess();
  const pages = SITE.filter(({ group, permission }) => group && (!permission || can(permission)));
  const groups = [...new Set(pages.flatMap(({ group }) => group ?? []))];
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const items = useRef<HTMLDivElement>(null);
  // A menu that is longer than the window shows where one is, also after a reload.
  useEffect(() => {
    items.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [tabs.activeKey, collapsed]);
  const toggle = (group: string) => {
    if (collapsed) return onCollapse(false);
    setClosed((before) => new Set(before.has(group) ? [...before].filter((one) => one !== group) : [...before, group]));
  };
  const link = (page: SitePage, icon?: ReactNode) => {
    const kept = tabs.tabs.find(({ key }) => key === page.path)?.location;
    return (
      <Tooltip key={page.path} title={collapsed ? page.title : ''} placement="right">
        <Link
          to={kept ?? page.path}
          className={page.path === tabs.activeKey ? 'menu-link menu-active' : 'menu-link'}
          aria-current={page.path === tabs.activeKey ? 'page' : undefined}
          onMouseEnter={() => void page.load().catch(() => undefined)}
        >
          {icon}
          <span>{page.title}</span>
        </Link>
      </Tooltip>
    );
  };
  return (
    <nav className={collapsed ? 'side-menu side-menu-collapsed' : 'side-menu'} aria-label="主菜单">
      <div className="menu-items" ref={items}>
        {groups.map((group) => {
          const own = pages.filter((page) => page.group === group);
          if (own[0]?.path === HOME) return link(own[0], ICONS[group]);
          const open = !closed.has(group);
          return (
            <div key={group}>
              <Tooltip title={collapsed ? group : ''} placement="right">
                <button type="button" className="quiet menu-group" aria-expanded={open} onClick={() => toggle(group)}>
                  {ICONS[group]}
                  <span>{group}</span>
                  <DownOutlined className="menu-arrow" rotate={open ? 180 : 0} />
                </button>
              </Tooltip>
              {open && !collapsed && own.map((page) => link(page))}
            </div>
          );
        })}
      </div>
      <button
        type="button"
        className="quiet menu-fold"
        onClick={() => onCollapse(!collapsed)}
        aria-label={collapsed ? '展开菜单' : '收起菜单'}
      >
        {collapsed ? (
          <MenuUnfoldOutlined />
        ) : (
          <>
            <MenuFoldOutlined /> 收起菜单
          </>
        )}
      </button>
    </nav>
  );
}
