import { barChart } from '../../../platform/pdf/bar-chart.js';
import type { PdfBlock, PdfColumn, PdfDocument, PdfTable } from '../../../platform/pdf/pdf-document.js';
import { hospitalName } from '../../../platform/http/hospital-name.js';
import { spokenTime } from '../../../platform/http/hospital-time.js';
import { definitionNotes } from '../sheet-words.js';
import { LEVEL_COLUMNS, LEVEL_NAMES, type MeasureName } from '../measures.js';
import { changeWords } from './change-words.js';
import { REPORT_LINES } from './report-lines.js';
import { periodWords, templateOf } from './report-templates.js';
import type { Adjustments, ReportDetail, ReportFact, ReportRow } from './report.dto.js';

/** Lines that the drawings show: those that are no part of another. */
const DRAWN: ReadonlySet<string> = new Set(['outpatient', 'admission', 'discharge', 'checkup', 'surgery', 'endoscopy', 'consultation', 'followUp', 'criticalValue']);
const TEXTS = [['工作概况', 'overview'], ['主要工作', 'work'], ['存在问题', 'problems'], ['下一步计划', 'plans']] as const;

export interface Maker {
  readonly name: string;
  readonly username: string;
  readonly at: Date;
}

/** A report as it goes upwards on paper: state, words, charts, the form with its comparisons, what changed since, definitions. */
export function reportDocument(report: ReportDetail, adjusted: Adjustments, maker: Maker, code: string): PdfDocument {
  const { figures, texts, locks } = report;
  const { title } = templateOf(report.kind);
  const isLocked = report.status === 'locked';
  return {
    title: `${title} ${periodWords(report.period)}`,
    paper: 'A4-landscape',
    header: { left: hospitalName(), right: `${title} · ${periodWords(report.period)}` },
    footer: [`制表人：${maker.name}　制表时间：${spokenTime(maker.at)}`, isLocked ? `已锁定，第 ${report.version} 版，数据摘要（SM3）${report.digest}` : `草稿，第 ${report.version} 版，未锁定，不作为上报依据`],
    watermark: `${maker.name} ${maker.username} ${spokenTime(maker.at)}`,
    ...(isLocked ? {} : { stamp: '草稿' }),
    blocks: [
      { kind: 'title', text: title, subtitle: `${report.from} 至 ${report.to}` },
      {
        kind: 'fields', columns: 3,
        fields: [
          { label: '统计区间', value: `${report.from} 至 ${report.to}` }, { label: '统计范围', value: '全院，不含机密对象' }, { label: '口径版本', value: figures.definitionVersion },
          { label: '上期', value: `${report.previous.from} 至 ${report.previous.to}` }, { label: '上年同期', value: `${report.lastYear.from} 至 ${report.lastYear.to}` }, { label: '统计时间', value: spokenTime(report.calculatedAt) },
          { label: '填表人', value: report.madeBy }, { label: '审核人', value: isLocked ? report.lockedBy : null }, { label: '锁定时间', value: isLocked ? spokenTime(report.lockedAt!) : null },
          { label: '机构代码', value: code }, { label: '状态', value: isLocked ? `已锁定，第 ${report.version} 版` : `草稿，第 ${report.version} 版` },
        ],
      },
      ...TEXTS.flatMap(([heading, name]): PdfBlock[] => (texts[name] ? [{ kind: 'heading', text: heading }, { kind: 'text', text: texts[name], indent: true }] : [])),
      { kind: 'heading', text: '工作量' },
      formTable(figures.rows),
      { kind: 'text', tone: 'quiet', text: '每格为“人次／人数”，标“例”的行为“例数／人数”；环比、同比按人次（例数）。' },
      ...charts(figures.rows),
      ...section('年度指标', figures.annual), ...section('其他工作量', figures.work), ...section('数据质量', figures.quality),
      ...(isLocked ? changes(adjusted) : []),
      ...(locks.length ? [{ kind: 'heading', text: '锁定历史' } as const, ...locks.map((lock): PdfBlock => ({
        kind: 'text',
        text: `第 ${lock.version} 版：${lock.lockedBy} 于 ${spokenTime(lock.lockedAt)} 锁定（${lock.reason}）${lock.unlockedBy ? `；${lock.unlockedBy} 解锁（${lock.unlockReason}）` : ''}　SM3 ${lock.digest}`,
      }))] : []),
      { kind: 'heading', text: '统计口径' },
      ...definitionNotes(REPORT_LINES.map(({ key }) => key as MeasureName)).map((text): PdfBlock => ({ kind: 'text', tone: 'quiet', text })),
    ],
  };
}

function formTable(rows: readonly ReportRow[]): PdfTable {
  const right = (title: string, width = 1): PdfColumn => ({ title, width, align: 'right' });
  return {
    kind: 'table',
    columns: [{ title: '项目', width: 1.9 }, ...LEVEL_COLUMNS.map((column) => right(LEVEL_NAMES[column])), right('合计', 1.2), right('上期', 1.2), right('环比'), right('上年同期', 1.2), right('同比')],
    rows: rows.map(({ name, cells, previous, lastYear }) => {
      const total = cells.at(-1)!;
      const both = ({ visits, people }: { visits: number; people: number }): string => `${visits}／${people}`;
      return [name, ...cells.map((cell) => both(cell)), both(previous), short(changeWords(total.visits, previous.visits)), both(lastYear), short(changeWords(total.visits, lastYear.visits))];
    }),
  };
}

const short = (words: string): string => words.replace('无可比数据', '—').replace('增长 ', '↑').replace('下降 ', '↓');

function charts(rows: readonly ReportRow[]): PdfBlock[] {
  const drawn = rows.filter(({ key, cells, previous, lastYear }) => DRAWN.has(key) && cells.at(-1)!.visits + previous.visits + lastYear.visits > 0);
  if (drawn.length === 0) return [{ kind: 'text', text: '本期无记录。' }];
  const groups = drawn.map(({ name }) => name);
  const compared = barChart({
    title: '本期与上期、上年同期（人次）', groups,
    series: [
      { name: '本期', values: drawn.map(({ cells }) => cells.at(-1)!.visits) }, { name: '上期', values: drawn.map(({ previous }) => previous.visits) },
      { name: '上年同期', values: drawn.map(({ lastYear }) => lastYear.visits) },
    ],
  });
  const levels = barChart({
    title: '本期级别构成（人次）', groups, stacked: true,
    series: LEVEL_COLUMNS.map((column) => ({ name: LEVEL_NAMES[column], values: drawn.map(({ cells }) => cells.find((cell) => cell.column === column)?.visits ?? 0) })),
  });
  return [
    { kind: 'chart', ...compared, caption: '图 1　本期与上期、上年同期的比较' },
    { kind: 'chart', ...levels, caption: '图 2　本期各项工作的级别构成' },
  ];
}

function section(name: string, facts: readonly ReportFact[]): PdfBlock[] {
  if (facts.length === 0) return [];
  return [
    { kind: 'heading', text: name },
    {
      kind: 'table', columns: [{ title: '指标', width: 2 }, { title: '数值', align: 'right' }, { title: '说明', width: 3 }],
      rows: facts.map(({ name: fact, value, note }) => [fact, value === null ? null : note === '%' ? `${value}%` : String(value), note === '%' ? '' : (note ?? '')]),
    },
  ];
}

function changes({ items }: Adjustments): PdfBlock[] {
  const heading: PdfBlock = { kind: 'heading', text: '锁定后的调整差额' };
  if (items.length === 0) return [heading, { kind: 'text', text: '锁定以来数据没有变化。' }];
  const right = (title: string): PdfColumn => ({ title, align: 'right' });
  return [heading, {
    kind: 'table', columns: [{ title: '项目', width: 2 }, right('已报'), right('现在'), right('差额'), right('新增业务'), right('减少业务')],
    rows: items.map(({ name, reported, now, added, gone }) => [name, ...[reported, now, now - reported, added, gone].map(String)]),
  }];
}
