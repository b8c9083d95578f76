import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Button, Tooltip } from 'antd';
import { useApi } from '../shared/api/api.js';
import { FontSwitch } from './font-switch.js';
import { FreshnessPill } from './freshness-pill.js';
import { Notices } from './notices.js';
import { UserMenu } from './user-menu.js';
import './header.css';

type Branding = Schema<'Branding'>;

const UNNAMED: Branding = { hospitalName: '', productName: '干部医疗保健管理系统', demo: false, version: '' };

export function useBranding(): Branding {
  return useApi('/public/branding', { staleTime: Infinity }).data ?? UNNAMED;
}

export function Header({
  branding,
  onSearch,
  onHelp,
}: {
  branding: Branding;
  onSearch: (() => void) | null;
  onHelp: () => void;
}) {
  return (
    <header className="shell-head">
      <div className="shell-brand" title={branding.hospitalName}>
        <img src="/icon.svg" alt="" width="24" height="24" />
        <b>{branding.productName}</b>
        {branding.demo && <span className="demo-mark">演示数据</span>}
      </div>
      {onSearch && (
        <button type="button" className="search-open" onClick={onSearch} aria-keyshortcuts="Control+K">
          <SearchOutlined /> <span>搜姓名 / 拼音首字母 / 手机尾号 / 病案号 / 床号</span> <kbd>Ctrl K</kbd>
        </button>
      )}
      <div className="shell-tools">
        <FreshnessPill />
        <Notices />
        <FontSwitch />
        <Tooltip title="快捷键">
          <Button type="text" className="shortcut-open" icon={<QuestionCircleOutlined />} aria-label="快捷键" onClick={onHelp} />
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  );
}
