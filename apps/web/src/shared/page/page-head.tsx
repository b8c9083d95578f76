import type { ReactNode } from 'react';
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useCrumb } from './tab-title.js';
import './page.css';

/** Breadcrumb, title, 口径, and the page's tools at the right. */
export function PageHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  const crumb = useCrumb();
  return (
    <header className="page-head">
      <div className="page-title">
        {crumb && crumb !== title && (
          <span className="weak" aria-label="所在位置">
            {crumb} ›
          </span>
        )}
        <h1>{title}</h1>
        {note && (
          <Popover content={<div className="page-note">{note}</div>} trigger={['hover', 'focus']}>
            <button type="button" className="quiet weak" aria-label="说明与口径">
              <QuestionCircleOutlined />
            </button>
          </Popover>
        )}
      </div>
      {children}
    </header>
  );
}
