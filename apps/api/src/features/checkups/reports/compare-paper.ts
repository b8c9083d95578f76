import type { PdfBlock, PdfCell } from '../../../platform/pdf/pdf-document.js';
import type { CheckupCompare, ComparedItem, ComparedValue } from '../checkup-compare.dto.js';
import { flagWords, isAbnormal, STATE_WORDS } from './report-words.js';

/** 历年对比 on a page of its own: items in rows, check-ups in columns, the newest first. */
export function comparePaper({ items, rows }: CheckupCompare): PdfBlock[] {
  return [
    { kind: 'page-break' },
    { kind: 'heading', text: '历年对比' },
    { kind: 'text', tone: 'quiet', text: `本次及此前共 ${items.length} 次体检（最多 5 次），新的在左；本次异常的项目在前。同一项目换了单位的分行列出，不作换算。空格表示该次没有这一项。` },
    {
      kind: 'table',
      columns: [
        { title: '项目', width: 1.6 }, { title: '单位', width: 1 }, { title: '参考区间', width: 1.2 },
        ...items.map(({ checkupDate }) => ({ title: checkupDate, width: 1 })),
      ],
      rows: rows.map((row): PdfCell[] => [row.name, row.unit ?? '', rangeOf(row), ...row.values.map(cellOf)]),
    },
  ];
}

/** Of the newest check-up that has one. */
const rangeOf = ({ values }: ComparedItem): string => values.find((value) => value?.range)?.range ?? '';

function cellOf(value: ComparedValue | null): PdfCell {
  if (!value) return '';
  if (value.state !== 'done') return STATE_WORDS[value.state] ?? value.state;
  const [arrow = ''] = flagWords(value.flag).split(' ');
  const text = `${value.text ?? '—'}${arrow ? ` ${arrow}` : ''}`;
  return isAbnormal(value) ? { text, tone: 'abnormal' } : text;
}
