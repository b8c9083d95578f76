import { labItem } from '@cadre/clinical/lab-items';
import type { EntityManager } from 'typeorm';
import { querySentence } from '../../../platform/query/query-sentence.js';
import type { QueryNode } from '../../../platform/query/query-tree.js';
import type { QueryField } from '../../../platform/query/query-field.js';
import type { ArchiveQuery } from './archive-list.dto.js';

export const VERSION_STATES: Readonly<Record<string, string>> = { none: '未生成', unsigned: '未审签', signed: '已审签' };

/** What codes of the list are called in a file, by field. */
export const ARCHIVE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
};

/** The conditions of the list as one sentence for the head of its export. A card number is said to have been asked by, never repeated. */
export async function archiveSentence(em: EntityManager, query: ArchiveQuery, { fields, asked }: { fields: readonly QueryField[]; asked: QueryNode | null }): Promise<string> {
  const item = query.labItem ? labItem(query.labItem) : undefined;
  const parts: (readonly [string, string | undefined])[] = [
    ['关键字', query.keyword],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['卡号', query.cardNo && '按完整卡号'],
    [query.everDiagnosed ? '曾诊断' : '近一年诊断', query.diagnosis],
    ['性别', query.sex && ARCHIVE_WORDS['sex']![query.sex]],
    ['年龄', span(query.ageFrom, query.ageTo, ' 岁')],
    ['单位', query.workUnit],
    ['责任医生', query.doctor],
    ['在院', query.inHospital === undefined ? undefined : query.inHospital ? '是' : '否'],
    ['最近就诊', span(query.lastVisitFrom, query.lastVisitTo)],
    ['最近一次检验', item && `${item.name}${query.labIs === 'lt' ? '低于' : '高于'} ${query.labValue} ${item.unit}`.trim()],
    ['体检逾期', query.checkupOverdue ? '近一年没有体检' : undefined],
    ['最新版本', query.version && VERSION_STATES[query.version]],
    ['组合条件', asked ? await querySentence(em, fields, asked) : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部档案';
}

function span(from: string | number | undefined, to: string | number | undefined, unit = ''): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return `${from}${unit}起`;
  return from === undefined ? `至 ${to}${unit}` : `${from} 至 ${to}${unit}`;
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => ARCHIVE_WORDS[field]?.[code] ?? code).join('、');
}
