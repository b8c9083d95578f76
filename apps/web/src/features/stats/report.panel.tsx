import { useState } from 'react';
import { LockOutlined, ReloadOutlined, UnlockOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { periodWords, REPORT_TITLES } from './report-names.js';
import { ReportFileButtons } from './report-file-buttons.js';
import { ReportAdjustments, ReportFacts, ReportHistory, ReportTable } from './report-parts.panel.js';

type Report = Schema<'ReportDetail'>;
type Texts = Report['texts'];

const TEXTS: readonly { name: keyof Texts; label: string }[] = [
  { name: 'overview', label: '工作概况' },
  { name: 'work', label: '主要工作' },
  { name: 'problems', label: '存在问题' },
  { name: 'plans', label: '下一步计划' },
];

/** One report: its figures, its words, what was locked when and what came later. */
export function ReportPanel({ id }: { id: string }) {
  const answer = useApi(`/stats/reports/${id}`);
  return (
    <Answered answer={answer} rows={10}>
      {(report) => <OneReport key={`${report.version}`} report={report} />}
    </Answered>
  );
}

function OneReport({ report }: { report: Report }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [texts, setTexts] = useState<Texts>(report.texts);
  const [asking, setAsking] = useState<'lock' | 'unlock' | null>(null);
  const locked = report.status === 'locked';
  const changed = TEXTS.some(({ name }) => texts[name] !== report.texts[name]);
  const path = `/stats/reports/${report.id}` as const;
  const again = async () => {
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/stats/reports') });
  };
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await again();
      void message.success(done);
    } catch (error) {
      void message.error({ content: sentenceOf(error), duration: 6, key: 'report' });
    }
  };
  const decide = async (reason: string) => {
    if (asking === 'lock') await api.request(`${path}/lock`, { method: 'POST', body: { reason, version: report.version } });
    else await api.request(`${path}/unlock`, { method: 'POST', body: { reason } });
    await again();
  };
  return (
    <div className="report-grid">
      <section className="report-card" aria-labelledby="report-title">
        <h2 id="report-title">
          {REPORT_TITLES[report.kind]} · {periodWords(report.period)}
        </h2>
        <div className="figure-tools">
          <span className="weak">
            统计区间 {report.from} 至 {report.to}，{locked ? '锁定时的数字' : `统计于 ${formatFullTime(report.calculatedAt)}`}，口径版本 {report.figures.definitionVersion}
          </span>
          {!locked && can('report:write') && (
            <Button icon={<ReloadOutlined />} onClick={() => void act(() => api.request(`${path}/recalculate`, { method: 'POST' }), '已重新统计')}>
              重新统计
            </Button>
          )}
          {!locked && can('report:lock') && (
            <Button type="primary" icon={<LockOutlined />} disabled={changed} onClick={() => setAsking('lock')}>
              锁定上报
            </Button>
          )}
          {locked && can('report:lock') && (
            <Button icon={<UnlockOutlined />} onClick={() => setAsking('unlock')}>
              解锁
            </Button>
          )}
          {can('report:export') && <ReportFileButtons path={path} />}
          {can('report:export') && <ExportButton path={`${path}/export`} query={{}} title="工作报告" total="整份报告（工作量、说明、质量、差额）" />}
        </div>
        <ReportTable report={report} />
        {locked && <p className="report-digest weak">数据摘要（SM3）{report.digest}</p>}
      </section>
      {locked && <ReportAdjustments report={report} />}
      {report.figures.annual.length > 0 && <ReportFacts report={report} title="年度指标" facts={report.figures.annual} />}
      {report.figures.work.length > 0 && <ReportFacts report={report} title="其他工作量" facts={report.figures.work} />}
      <section className="report-card" aria-labelledby="report-texts">
        <h2 id="report-texts">文字</h2>
        <div className="report-texts">
          {TEXTS.map(({ name, label }) => (
            <label key={name}>
              {label}
              <Input.TextArea
                rows={5}
                maxLength={4000}
                readOnly={locked || !can('report:write')}
                value={texts[name]}
                onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
              />
            </label>
          ))}
        </div>
        {!locked && can('report:write') && (
          <div className="figure-tools">
            <Button
              type="primary"
              disabled={!changed}
              onClick={() => void act(() => api.request(`${path}/texts`, { method: 'PUT', body: { ...texts, version: report.version } }), '已保存')}
            >
              保存文字
            </Button>
            {changed && <span className="weak">有未保存的修改，保存后才能锁定。</span>}
          </div>
        )}
      </section>
      <ReportFacts report={report} title="数据质量" facts={report.figures.quality} />
      <ReportHistory report={report} />
      {asking && (
        <ReasonDialog
          title={asking === 'lock' ? '锁定上报' : '解锁报告'}
          okText={asking === 'lock' ? '锁定上报' : '解锁报告'}
          text={
            asking === 'lock'
              ? '将重新统计一次并保存数字、文字和明细编号。锁定后不能修改，迟到的数据只列差额。'
              : '解锁后可以重新统计和修改，已锁定的版本仍保留在历史中。'
          }
          onOk={decide}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
