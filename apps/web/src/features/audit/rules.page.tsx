import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './audit.css';
import type { Rule } from './audit.js';
import { RuleForm } from './rule.form.js';

const HEADS = ['规则', '阈值', '时间窗', '状态', '最近修改'];

/** 异常访问规则: from when on something unusual is told. */
export function AuditRulesPage() {
  const { can } = useAccess();
  const answer = useApi('/audit/rules');
  const [editing, setEditing] = useState<Rule | null>(null);
  const mayChange = can('audit:handle');
  return (
    <section className="list-page">
      <PageHead title="异常访问规则" note="达到阈值即记入异常访问并提醒。修改在下一分钟生效，并记入审计。" />
      <Answered answer={answer} rows={8}>
        {({ items }) => (
          <div className="list-scroll">
            <table className="list-table">
              <caption className="sr-only">异常访问规则</caption>
              <colgroup>
                <col className="rule-words" />
              </colgroup>
              <HeadRow titles={[...HEADS, ...(mayChange ? ['操作'] : [])]} />
              <tbody>
                {items.map((rule) => (
                  <tr key={rule.id}>
                    <td>
                      <b>{rule.name}</b>
                      <br />
                      <span className="weak">{rule.description}</span>
                    </td>
                    <td>
                      {rule.threshold} {rule.unit}
                    </td>
                    <td>{rule.windowMinutes} 分钟</td>
                    <td>
                      <span className={rule.enabled ? 'tag tag-good' : 'tag tag-off'}>{rule.enabled ? '✓ 启用' : '– 停用'}</span>
                    </td>
                    <td>
                      {rule.changedBy === 'system' ? '出厂设置' : rule.changedBy} {formatTime(rule.changedAt)}
                    </td>
                    {mayChange && (
                      <td>
                        <Button type="link" size="small" onClick={() => setEditing(rule)}>
                          修改
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
      <RuleForm rule={editing} onClose={() => setEditing(null)} />
    </section>
  );
}
