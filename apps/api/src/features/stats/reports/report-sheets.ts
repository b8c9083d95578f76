import type { FigureSheet } from '../../../platform/http/export-sheets.js';
import { spokenTime } from '../../../platform/http/hospital-time.js';
import { definitionNotes } from '../sheet-words.js';
import { LEVEL_COLUMNS, LEVEL_NAMES, type MeasureName } from '../measures.js';
import { REPORT_LINES } from './report-lines.js';
import { templateOf } from './report-templates.js';
import type { Adjustments, ReportDetail } from './report.dto.js';

/** A report as it goes upwards: the form, the words, data quality, and what changed since it was locked. */
export function reportSheets(report: ReportDetail, adjusted: Adjustments, code: string): FigureSheet[] {
  const { figures, texts, locks } = report;
  const { title } = templateOf(report.kind);
  const state = report.status === 'locked' ? `已锁定，第 ${report.version} 版，审核人 ${report.lockedBy}，锁定于 ${spokenTime(report.lockedAt!)}，摘要（SM3）${report.digest}` : `草稿，第 ${report.version} 版，未锁定`;
  const filters = `统计区间：${report.from} 至 ${report.to}；机构代码：${code}；填表人：${report.madeBy}；${state}`;
  const columns = [...LEVEL_COLUMNS, 'all'] as const;
  const names: Readonly<Record<string, string>> = { ...LEVEL_NAMES, all: '合计' };
  return [
    {
      name: '工作量', title, filters,
      head: [['项目', ...columns.flatMap((column) => [names[column]!, '']), '上期', '', '上年同期', ''], [null, ...columns.flatMap(() => ['人次', '人数']), '人次', '人数', '人次', '人数']],
      rows: figures.rows.map(({ name, cells, previous, lastYear }) => [
        name, ...cells.flatMap(({ visits, people }) => [visits, people]), previous.visits, previous.people, lastYear.visits, lastYear.people,
      ]),
      notes: ['标“例”的行，人次栏为例数。不含机密对象。', ...definitionNotes(REPORT_LINES.map(({ key }) => key as MeasureName))],
    },
    ...(figures.annual.length ? [facts('年度指标', title, filters, figures.annual)] : []),
    ...(figures.work.length ? [facts('其他工作量', title, filters, figures.work)] : []),
    {
      name: '工作说明', title, filters, head: [['栏目', '内容']],
      rows: [['工作概况', texts.overview], ['主要工作', texts.work], ['存在问题', texts.problems], ['下一步计划', texts.plans]],
    },
    facts('数据质量', title, filters, figures.quality),
    {
      name: '锁定与差额', title, filters: '锁定之后到达或变化的数据只列差额，不改已报的数', head: [['项目', '已报', '现在', '新增业务', '减少业务']],
      rows: adjusted.items.map(({ name, reported, now, added, gone }) => [name, reported, now, added, gone]),
      notes: locks.map(({ version, lockedBy, lockedAt, reason, unlockedBy, unlockReason }) =>
        `第 ${version} 版：${lockedBy} 于 ${spokenTime(lockedAt)} 锁定（${reason}）${unlockedBy ? `，${unlockedBy} 解锁（${unlockReason}）` : ''}`),
    },
  ];
}

const facts = (name: string, title: string, filters: string, rows: ReportDetail['figures']['quality']): FigureSheet => ({
  name, title: `${title} · ${name}`, filters, head: [['指标', '数值', '说明']], rows: rows.map((row) => [row.name, row.value, row.note]),
});
