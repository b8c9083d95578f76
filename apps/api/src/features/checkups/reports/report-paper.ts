import { hospitalDay } from '@cadre/clinical/calendar-day';
import { hospitalName } from '../../../platform/http/hospital-name.js';
import type { PdfBlock, PdfCell, PdfDocument } from '../../../platform/pdf/pdf-document.js';
import type { CheckupDetail, CheckupItemRow } from '../checkup.dto.js';
import { CHECKUP_WORDS } from '../checkup-words.js';
import type { SummaryRow } from '../summaries/summary.dto.js';
import { comparePaper } from './compare-paper.js';
import type { ReportContent } from './report-content.queries.js';
import { flagWords, isAbnormal, resultCell, STATE_WORDS } from './report-words.js';

const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
const RISKS: Readonly<Record<string, string>> = { low: '低风险', medium: '中风险', high: '高风险' };

/** A check-up as it is printed: what is out of order first, then what the hospital wrote, then every section. */
export function reportPaper({ checkup, summary, compare }: ReportContent, operator: string, at: Date): PdfDocument {
  const stamp = `${operator} ${MOMENT.format(at)}`;
  return {
    title: `体检报告 ${checkup.checkupNo}`,
    header: { left: hospitalName(), right: `体检报告 体检号 ${checkup.checkupNo}${checkup.revision > 1 ? `（第 ${checkup.revision} 版，已更正）` : ''}` },
    footer: [`下载 ${stamp}`, '本件由干部医疗保健管理系统按体检系统传来的结果编制，不是体检系统的报告原件。'],
    watermark: stamp,
    blocks: [
      { kind: 'title', text: '体检报告', subtitle: `${checkup.year} 年 ${checkup.packageName ?? '健康体检'}` },
      { kind: 'fields', columns: 3, fields: patientFields(checkup) },
      ...abnormalBlocks(checkup.items),
      { kind: 'heading', text: '体检结论与建议' },
      { kind: 'text', text: checkup.conclusion ?? '体检系统没有给出结论。' },
      { kind: 'text', text: `建议：${checkup.advice ?? '体检系统没有给出建议。'}` },
      ...summaryBlocks(summary),
      ...sectionBlocks(checkup),
      ...(compare ? comparePaper(compare) : []),
    ],
  };
}

function patientFields(checkup: CheckupDetail): { label: string; value: string | null }[] {
  const worded = (field: string, code: string): string => CHECKUP_WORDS[field]?.[code] ?? code;
  return [
    { label: '姓名', value: checkup.name },
    { label: '性别', value: worded('sex', checkup.sex) },
    { label: '年龄', value: checkup.age === null ? null : `${checkup.age}岁` },
    { label: '保健级别', value: checkup.careLevel && worded('careLevel', checkup.careLevel) },
    { label: '对象类型', value: checkup.categories.map((code) => worded('categories', code)).join('、') || null },
    { label: '单位', value: checkup.workUnit },
    { label: '体检号', value: checkup.checkupNo },
    { label: '体检日期', value: checkup.checkupDate },
    { label: '总检日期', value: checkup.concludedDate },
    { label: '总检医生', value: checkup.chiefDoctor },
  ];
}

function abnormalBlocks(items: readonly CheckupItemRow[]): PdfBlock[] {
  const abnormal = items.filter(isAbnormal);
  const notDone = items.filter(({ state }) => state !== 'done');
  return [
    { kind: 'heading', text: `异常项目（${abnormal.length} 项）` },
    abnormal.length ? itemTable(abnormal) : { kind: 'text', text: '没有标出的异常项目。' },
    ...(notDone.length
      ? [{ kind: 'text', tone: 'strong', text: `${notDone.length} 项没有结果：${notDone.map(({ name, state }) => `${name}（${STATE_WORDS[state] ?? state}）`).join('、')}` } as const]
      : []),
  ];
}

function summaryBlocks(summary: SummaryRow | undefined): PdfBlock[] {
  const heading = { kind: 'heading', text: '体检小结' } as const;
  if (!summary) return [heading, { kind: 'text', text: '本院尚未发布这次体检的小结，本报告不含小结。' }];
  const advice = summary.advice.map(({ text, recheckItem, recheckDate }, at): PdfBlock => {
    const recheck = [recheckItem, recheckDate].filter(Boolean).join(' ');
    return { kind: 'text', indent: true, text: `${at + 1}. ${text}${recheck ? `（复查：${recheck}）` : ''}` };
  });
  return [
    heading,
    { kind: 'text', text: summary.body },
    ...advice,
    ...(summary.riskLevel ? [{ kind: 'text', text: `风险分层：${RISKS[summary.riskLevel] ?? summary.riskLevel}` } as const] : []),
    ...(summary.outdated ? [{ kind: 'text', tone: 'strong', text: '体检报告在小结写成之后有更正，小结尚未复核。' } as const] : []),
    {
      kind: 'text', tone: 'quiet',
      text: `第 ${summary.edition} 版  起草 ${summary.authorName}  审核 ${summary.approvedByName ?? '—'}  发布 ${summary.publishedAt ? hospitalDay(summary.publishedAt) : '—'}`,
    },
  ];
}

/** Each section with its findings; what belongs to none comes last. */
function sectionBlocks({ sections, items }: CheckupDetail): PdfBlock[] {
  const known = new Set(sections.map(({ sectionNo }) => sectionNo));
  const others = items.filter(({ sectionNo }) => sectionNo === null || !known.has(sectionNo));
  return [
    { kind: 'heading', text: '各科检查' },
    ...sections.flatMap(({ sectionNo, groupName, departmentName, doctor, examinedAt, summary }): PdfBlock[] => {
      const found = items.filter((item) => item.sectionNo === sectionNo);
      const by = [departmentName, doctor, examinedAt && MOMENT.format(examinedAt)].filter(Boolean).join('  ');
      return [
        { kind: 'heading', level: 2, text: groupName ?? departmentName ?? '检查' },
        ...(by ? [{ kind: 'text', tone: 'quiet', text: by } as const] : []),
        ...(found.length ? [itemTable(found)] : []),
        ...(summary ? [{ kind: 'text', text: `小结：${summary}` } as const] : []),
      ];
    }),
    ...(others.length ? [{ kind: 'heading', level: 2, text: '其他项目' } as const, itemTable(others)] : []),
    ...(items.length || sections.length ? [] : [{ kind: 'text', text: '体检系统没有传来分科结果。' } as const]),
  ];
}

function itemTable(items: readonly CheckupItemRow[]): PdfBlock {
  const first = [...items.filter(isAbnormal), ...items.filter((item) => !isAbnormal(item))];
  return {
    kind: 'table',
    columns: [{ title: '项目', width: 2 }, { title: '结果', width: 2 }, { title: '提示', width: 1 }, { title: '单位', width: 1 }, { title: '参考区间', width: 1.4 }],
    rows: first.map((item): PdfCell[] => {
      const words = flagWords(item.flag);
      return [item.name, resultCell(item), words ? { text: words, tone: 'abnormal' } : '', item.unit ?? '', item.range ?? ''];
    }),
  };
}
