import type { EntityManager } from 'typeorm';
import type { ExamReportListQuery } from './exam-report-list.dto.js';

/** What codes of examinations are called in a file, by field. */
export const EXAM_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  category: { CT: 'CT', MR: '磁共振', DR: 'X 线', US: '超声', NM: '核医学', ECG: '心电', ENDOSCOPY: '内镜', PATHOLOGY: '病理', OTHER: '其他' },
  images: { archived: '已归档', 'not-archived': '未归档', none: '无影像' },
  status: { final: '已审核', corrected: '已更正', withdrawn: '已撤回' },
};

/** The conditions of the list as one sentence for the head of its export; without any it says so. */
export async function examFilterSentence(em: EntityManager, query: ExamReportListQuery): Promise<string> {
  const departments: { name: string }[] = query.departmentCode?.length
    ? await em.query('select name from department where code = any ($1) order by sort, code', [query.departmentCode])
    : [];
  const { from, to } = query;
  const parts: (readonly [string, string | undefined])[] = [
    ['检查日期', from && to ? `${from} 至 ${to}` : from ? `${from} 起` : to && `至 ${to}`],
    ['关键词', query.keyword],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['检查类别', worded('category', query.examCategory)],
    ['检查科室', departments.map(({ name }) => name).join('、') || query.departmentCode?.join('、')],
    ['报告文字', query.words],
    ['报告状态', worded('status', query.status)],
    ['影像', worded('images', query.images)],
    ['阳性', query.onlyPositive ? '只看阳性' : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => EXAM_WORDS[field]?.[code] ?? code).join('、');
}
