import type { EntityManager } from 'typeorm';
import type { QueryField } from '../../platform/query/query-field.js';
import { querySentence } from '../../platform/query/query-sentence.js';
import type { QueryNode } from '../../platform/query/query-tree.js';
import type { CheckupQuery } from './checkup-list.dto.js';

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What codes of a check-up are called in a file, by field. */
export const CHECKUP_WORDS: Words = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  status: {
    booked: '已预约', registered: '已到检', examining: '检查中', pending_summary: '待总检', summarized: '已总检', issued: '已出报告', cancelled: '已取消',
  },
  summaryStatus: { none: '未写', draft: '草稿', submitted: '待审核', approved: '待发布', published: '已发布', withdrawn: '已撤回' },
};

/** The conditions of the list as one sentence for the head of its export. */
export async function checkupSentence(em: EntityManager, query: CheckupQuery, { fields, asked }: { fields: readonly QueryField[]; asked: QueryNode | null }): Promise<string> {
  const parts: (readonly [string, string | undefined])[] = [
    ['年度', query.year?.join('、')],
    ['体检日期', periodWords(query.from, query.to)],
    ['关键字', query.keyword],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['单位', query.workUnit],
    ['套餐', query.packageName],
    ['进度', worded('status', query.status)],
    ['异常项', query.abnormalItem],
    ['异常', query.abnormal ? '仅有异常' : undefined],
    ['重大异常', query.critical ? '仅有重大异常' : undefined],
    ['小结状态', worded('summaryStatus', query.summaryStatus)],
    ['组合条件', asked ? await querySentence(em, fields, asked) : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部年度';
}

function periodWords(from: string | undefined, to: string | undefined): string | undefined {
  if (!from && !to) return undefined;
  return from && to ? `${from} 至 ${to}` : from ? `${from} 起` : `至 ${to}`;
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => CHECKUP_WORDS[field]?.[code] ?? code).join('、');
}
