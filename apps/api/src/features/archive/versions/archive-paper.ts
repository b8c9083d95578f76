import { hospitalDay } from '@cadre/clinical/calendar-day';
import { hospitalName } from '../../../platform/http/hospital-name.js';
import type { PdfBlock, PdfCell, PdfDocument } from '../../../platform/pdf/pdf-document.js';
import { trendChart } from '../../../platform/pdf/trend-chart.js';
import type { ArchiveFact, ArchiveSeries } from '../content/archive-content.js';
import { sectionSpec } from '../content/sections.js';
import type { RenderedBlock } from '../templates/blocks.js';
import type { ArchiveVersionDetail } from './version.dto.js';

export interface Printed {
  readonly operator: string;
  readonly at: Date;
  /** Where the code on it leads. */
  readonly verifyUrl: string;
  readonly code: string;
  /** How many parts the version has, when only some of them are printed. */
  readonly excerptOf?: number | null;
}

const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
const NUMERALS = '一二三四五六七八九十';

/** A version as it is printed. */
export function archivePaper(version: ArchiveVersionDetail, { operator, at, verifyUrl, code, excerptOf = null }: Printed): PdfDocument {
  const blocks = version.blocks as RenderedBlock[];
  const period = version.periodFrom || version.periodTo ? `${version.periodFrom ?? '最早'} 至 ${version.periodTo ?? '今'}` : '全部';
  return {
    title: `健康档案 ${version.number}`,
    header: { left: hospitalName(), right: `健康档案 编号 ${version.number} 第 ${version.version} 版` },
    footer: [`操作人 ${operator}  生成时间 ${MOMENT.format(at)}`, `校验码 ${code}（扫码或在校验页输入，可核对文件是否被改动、是否最新）`],
    qr: verifyUrl,
    watermark: `${operator} ${MOMENT.format(at)}`,
    ...(version.signedAt ? {} : { stamp: '未审签' }),
    blocks: [
      { kind: 'title', text: '健康档案', subtitle: `${version.templateName} · 档案时点 ${MOMENT.format(version.asOf)} · 内容时段 ${period}` },
      ...(excerptOf === null ? [] : [{ kind: 'text', tone: 'strong', text: `本文件为节选：全文共 ${excerptOf} 章，此处 ${blocks.length} 章。` } as const]),
      ...notesOf(version),
      ...blocks.flatMap((block, index) => blockOf(block, NUMERALS[index] ?? String(index + 1))),
      ...signatureOf(version),
    ],
  };
}

function notesOf({ missing, withdrawn }: ArchiveVersionDetail): PdfBlock[] {
  return [
    ...(missing.length ? [{ kind: 'text', tone: 'strong', text: `数据来源说明：${missing.join('；')}。` } as const] : []),
    ...(withdrawn.length ? [{ kind: 'text', tone: 'strong', text: `与上一版相比，来源已撤销的诊断：${withdrawn.join('、')}。` } as const] : []),
  ];
}

function signatureOf({ signedAt, signedName, opinion, audience, ruleVersion, templateVersion, contentHash }: ArchiveVersionDetail): PdfBlock[] {
  return [
    { kind: 'line' },
    // What doctors tell each other is not part of what the person receives.
    ...(signedAt && audience === 'staff' ? [{ kind: 'text', text: `审签意见：${opinion ?? ''}` } as const] : []),
    { kind: 'text', text: signedAt ? `审签医生：${signedName ?? ''}    审签时间：${MOMENT.format(signedAt)}` : '本档案尚未审签。' },
    { kind: 'text', tone: 'quiet', text: `诊断规则第 ${ruleVersion} 版，模板第 ${templateVersion} 版，内容摘要 ${contentHash.slice(0, 16)}` },
  ];
}

function blockOf(block: RenderedBlock, numeral: string): PdfBlock[] {
  return [
    ...(block.pageBreak ? [{ kind: 'page-break' } as const] : []),
    { kind: 'heading', text: `${numeral}、${block.title}` },
    ...(block.remark ? [{ kind: 'text', tone: 'quiet', text: block.remark } as const] : []),
    ...contentOf(block),
  ];
}

function contentOf(block: RenderedBlock): PdfBlock[] {
  // One value is no course; it stands in the table.
  if (block.form === 'chart') return block.series.filter(({ points }) => points.length > 1).map(chartOf);
  if (block.facts.length === 0) return [];
  if (block.section === 'profile') {
    return [{ kind: 'fields', columns: 3, fields: block.facts.map(({ cells }) => ({ label: cells['label'] ?? '', value: cells['value'] ?? null })) }];
  }
  if (block.form === 'text' || block.form === 'timeline') return block.facts.flatMap((fact) => paragraphsOf(block, fact));
  const widths = new Map(sectionSpec(block.section).columns.map(({ key, width }) => [key, width]));
  return [{
    kind: 'table',
    columns: [...block.columns.map(({ key, title }) => ({ title, width: widths.get(key) ?? 1 })), { title: '来源', width: 1.4 }],
    rows: block.facts.map((fact): PdfCell[] => [...block.columns.map(({ key }) => cellOf(fact, key)), { text: sourceOf(fact), tone: 'quiet' }]),
  }];
}

const VALUES = new Set(['result', 'latest']);

function cellOf({ cells, tone }: ArchiveFact, key: string): PdfCell {
  const text = cells[key] ?? null;
  return text !== null && VALUES.has(key) && tone !== 'plain' ? { text, tone } : text;
}

/** First line what and when, then the rest; its source at the end. */
function paragraphsOf({ columns, form }: RenderedBlock, fact: ArchiveFact): PdfBlock[] {
  const said = columns.flatMap(({ key, title }) => (fact.cells[key] ? [{ key, title, text: fact.cells[key] }] : []));
  const [head, rest] = [said.filter(({ key }) => ['date', 'name', 'kind'].includes(key)), said.filter(({ key }) => !['date', 'name', 'kind'].includes(key))];
  const mark = form === 'timeline' ? '● ' : '';
  return [
    { kind: 'text', tone: 'strong', text: `${mark}${head.map(({ text }) => text).join('  ')}` },
    { kind: 'text', indent: true, text: [...rest.map(({ title, text }) => `${title}：${text}`), `（来源 ${sourceOf(fact)}）`].join('  ') },
  ];
}

const sourceOf = ({ source, corrected }: ArchiveFact): string => `${source.system} ${source.number}${corrected ? ' 已更正' : ''}`;

function chartOf({ name, unit, note, low, high, points }: ArchiveSeries): PdfBlock {
  const last = points.at(-1)!;
  return {
    kind: 'chart', height: 150,
    svg: trendChart({ title: name, unit, low, high, points: points.map(({ at, value, abnormal }) => ({ at: new Date(at), value, abnormal })) }),
    caption: `${points.length} 次，最近 ${hospitalDay(last.at)}；方块为异常，浅色带为参考区间${note ? `；${note}` : ''}`,
  };
}
