import type { EntityManager } from 'typeorm';
import type { InpatientQuery } from './inpatient-visit.dto.js';
import type { OutpatientQuery } from './outpatient-visit.dto.js';
import type { QueryField } from '../../platform/query/query-field.js';
import { querySentence } from '../../platform/query/query-sentence.js';
import type { QueryNode } from '../../platform/query/query-tree.js';
import { VISIT_WORDS } from './visit-words.js';

type Filters = Partial<OutpatientQuery & InpatientQuery>;

/** The conditions of a list as one sentence for the head of its export; without any it says so. */
export async function filterSentence(em: EntityManager, query: Filters, { fields, asked }: { fields: readonly QueryField[]; asked: QueryNode | null }): Promise<string> {
  const names: { name: string }[] = query.departmentCode?.length
    ? await em.query('select name from department where code = any ($1) order by sort, code', [query.departmentCode])
    : [];
  const parts: (readonly [string, string | undefined])[] = [
    ['就诊时间', period(query.from, query.to)],
    ['入院时间', period(query.admittedFrom, query.admittedTo)],
    ['出院时间', period(query.dischargedFrom, query.dischargedTo)],
    ['关键词', query.keyword],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['科室', names.map(({ name }) => name).join('、') || query.departmentCode?.join('、')],
    ['就诊类型', query.visitType?.join('、')],
    ['责任医师', query.doctor],
    [query.includeOtherDiagnoses ? '诊断（含次要）' : '诊断', query.diagnosis],
    ['状态', worded('status', query.status)],
    ['床号', query.bedNo],
    ['就诊机构', query.organization],
    ['组合条件', asked ? await querySentence(em, fields, asked) : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}

function period(from: string | undefined, to: string | undefined): string | undefined {
  if (!from && !to) return undefined;
  return from && to ? `${from} 至 ${to}` : from ? `${from} 起` : `至 ${to}`;
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => VISIT_WORDS[field]?.[code] ?? code).join('、');
}
