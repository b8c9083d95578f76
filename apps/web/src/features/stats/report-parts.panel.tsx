import { useState } from 'react';
import { Drawer } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { FigureLink } from '../../shared/figures/drill-drawer.js';
import { changeOf, type Figure, FIGURE_TOPICS, LEVEL_NAMES, LEVELS } from '../../shared/figures/figure.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { periodWords } from './report-names.js';
import { ReportFactRows } from './report-fact-rows.panel.js';

type Report = Schema<'ReportDetail'>;
interface Fact {
  readonly key: string;
  readonly name: string;
}
type Cell = Report['figures']['rows'][number]['previous'];

/** Lines whose numbers are 例. */
const BY_CASES: ReadonlySet<string> = new Set(['gastroscopy', 'colonoscopy', 'criticalValue']);

const COLUMNS = [...LEVELS.map((column) => ({ column: column as string, name: LEVEL_NAMES[column] })), { column: 'all', name: '合计' }];

/** The form that goes upwards: 人次 with 人数 beneath, beside the period before and the year before. */
export function ReportTable({ report }: { report: Report }) {
  return (
    <div className="stats-scroll">
      <table className="figure-table">
        <caption className="sr-only">{report.period} 工作量</caption>
        <thead>
          <tr>
            <th scope="col">项目（人次／人数）</th>
            {COLUMNS.map(({ column, name }) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">上期</th>
            <th scope="col">环比</th>
            <th scope="col">上年同期</th>
            <th scope="col">同比</th>
          </tr>
        </thead>
        <tbody>
          {report.figures.rows.map(({ key, name, cells, previous, lastYear }) => {
            const total = cells.find(({ column }) => column === 'all')!.visits;
            return (
              <tr key={key}>
                <th scope="row">{name}</th>
                {COLUMNS.map(({ column, name: columnName }) => {
                  const cell = cells.find((one) => one.column === column);
                  return (
                    <td key={column}>
                      <Both report={report} line={key} name={`${name} · ${columnName}`} column={column} cell={cell} days={report} />
                    </td>
                  );
                })}
                <td>
                  <Both report={report} line={key} name={`${name} · 上期`} column="all" cell={previous} days={report.previous} />
                </td>
                <td>{changeOf(total, previous.visits)}</td>
                <td>
                  <Both report={report} line={key} name={`${name} · 上年同期`} column="all" cell={lastYear} days={report.lastYear} />
                </td>
                <td>{changeOf(total, lastYear.visits)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** 人次 and 人数 of a cell; both open what the report counted. */
function Both({ report, line, name, column, cell, days }: { report: Report; line: string; name: string; column: string; cell: Cell | undefined; days: { from: string; to: string } }) {
  const figure = (unit: 'visits' | 'people'): Figure => ({
    measure: line as Figure['measure'],
    from: days.from,
    to: days.to,
    unit,
    reportId: report.id,
    ...(column !== 'all' && { level: [column as (typeof LEVELS)[number]] }),
    ...(BY_CASES.has(line) && { cases: true }),
  });
  return (
    <>
      <FigureLink value={cell?.visits ?? 0} figure={figure('visits')} title={name} />
      <span className="weak">／</span>
      <FigureLink value={cell?.people ?? 0} figure={figure('people')} title={`${name} · 人数`} />
    </>
  );
}

/** What arrived or changed after the locking; the figures above stay as they were reported. */
export function ReportAdjustments({ report }: { report: Report }) {
  const answer = useApi(`/stats/reports/${report.id}/adjustments`, { topics: FIGURE_TOPICS });
  return (
    <section className="report-card" aria-labelledby="report-adjustments">
      <h2 id="report-adjustments">锁定后的调整差额</h2>
      <Answered answer={answer} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="weak">锁定以来数据没有变化。</p>
          ) : (
            <table className="figure-table">
              <HeadRow titles={['项目', '已报', '现在', '差额', '新增业务', '减少业务']} />
              <tbody>
                {items.map(({ key, name, reported, now, added, gone }) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    {[reported, now, now - reported].map((value, at) => (
                      <td key={at}>{formatCount(value)}</td>
                    ))}
                    <td>
                      <FigureLink value={added} figure={{ measure: key as Figure['measure'], from: report.from, to: report.to, reportId: report.id, addedSince: true, cases: true }} title={`${name} · 锁定后新增`} />
                    </td>
                    <td>{formatCount(gone)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
    </section>
  );
}

export function ReportFacts({ report, title, facts }: { report: Report; title: string; facts: Report['figures']['annual'] }) {
  const [opened, setOpened] = useState<Fact | null>(null);
  return (
    <section className="report-card">
      <h2>{title}</h2>
      <ul className="report-facts">
        {facts.map(({ key, name, value, note }) => (
          <li key={name}>
            {name}{' '}
            {key && value ? (
              <button type="button" className="quiet figure-link" title={`${name}：打开明细`} onClick={() => setOpened({ key, name })}>
                <b>{formatCount(value)}</b>
              </button>
            ) : (
              <b>{value === null ? '—' : note === '%' ? `${value}%` : formatCount(value)}</b>
            )}{' '}
            {note && note !== '%' && <span className="weak">（{note}）</span>}
          </li>
        ))}
      </ul>
      <Drawer open={opened !== null} title={opened && `${opened.name} · ${periodWords(report.period)}`} size={820} onClose={() => setOpened(null)} destroyOnHidden>
        {opened && <ReportFactRows report={report} fact={opened.key} name={opened.name} />}
      </Drawer>
    </section>
  );
}

export function ReportHistory({ report }: { report: Report }) {
  return (
    <section className="report-card">
      <h2>锁定历史</h2>
      {report.locks.length === 0 && <p className="weak">还没有锁定过。</p>}
      <ul className="report-locks">
        {report.locks.map(({ version, lockedBy, lockedAt, reason, digest, unlockedBy, unlockedAt, unlockReason }) => (
          <li key={version}>
            第 {version} 版：{lockedBy} 于 {formatFullTime(lockedAt)} 锁定（{reason}）
            {unlockedBy && `；${unlockedBy} 于 ${formatFullTime(unlockedAt)} 解锁（${unlockReason}）`}
            <span className="weak report-digest"> SM3 {digest}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
