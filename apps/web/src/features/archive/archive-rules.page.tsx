import { useState } from 'react';
import { Button, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './archive.css';
import { RuleForm, type EditedRule } from './rule.form.js';
import { RuleTable } from './rule-table.panel.js';

const NOTE =
  '有某组诊断的人，健康档案自动带上该组的关键检验、检查、用药和体征；有几组就取并集，不重复。没有匹配诊断的人只含基础项目。疑诊不触发规则。每次修改都产生新版本并立即用于之后的档案；已生成的档案仍按当时的版本，并注明版本号。';
const who = (username: string) => (username === 'system' ? '出厂设置' : username);

/** 诊断规则: which diagnosis brings what into a record, now and in earlier versions. */
export function ArchiveRulesPage() {
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const [edited, setEdited] = useState<EditedRule | null>(null);
  const asked = /^[1-9]\d{0,5}$/.test(params.get('version') ?? '') ? Number(params.get('version')) : null;
  const rules = useApi('/archive-rules', { query: asked ? { version: asked } : {} });
  const history = useApi('/archive-rules/versions');
  const newest = history.data?.items[0]?.version;
  const isEarlier = asked !== null && asked !== newest;
  const basedOn = rules.data?.version;
  const mayChange = can('archive:rule') && !isEarlier;
  return (
    <section className="list-page">
      <PageHead title="诊断规则" note={NOTE}>
        <div className="list-tools">
          <Select
            aria-label="规则版本"
            style={{ width: 330 }}
            value={asked ?? newest ?? null}
            loading={history.isLoading}
            options={(history.data?.items ?? []).map(({ version, change, changedBy, changedAt }) => ({
              value: version, label: `第 ${version} 版 · ${formatTime(changedAt)} ${who(changedBy)} · ${change}`,
            }))}
            onChange={(version: number) => setParams(version === newest ? {} : { version: String(version) })}
          />
          {mayChange && basedOn !== undefined && (
            <Button type="primary" onClick={() => setEdited({ rule: null, basedOn, taken: rules.data?.rules.map(({ code }) => code) ?? [] })}>
              新增规则
            </Button>
          )}
        </div>
      </PageHead>
      <Answered answer={rules} rows={12}>
        {(set) => (
          <>
            <p className="rules-standing">
              {isEarlier ? <span className="tag tag-off">– 历史版本</span> : <span className="tag tag-good">✓ 现行版本</span>} 第 {set.version} 版，{set.rules.length} 组 ·{' '}
              {who(set.changedBy)} {formatTime(set.changedAt)} · {set.change}
              {isEarlier && (
                <Button type="link" size="small" onClick={() => setParams({})}>
                  回到现行版本
                </Button>
              )}
            </p>
            <RuleTable set={set} mayChange={mayChange} onEdit={(rule) => setEdited({ rule, basedOn: set.version, taken: [] })} />
          </>
        )}
      </Answered>
      <RuleForm edited={edited} onClose={() => setEdited(null)} />
    </section>
  );
}
