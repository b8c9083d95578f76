import type { EntityManager } from 'typeorm';
import type { LabReportListQuery } from './lab-report-list.dto.js';

/** What codes of results are called in a file, by field. */
export const RESULT_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  status: { final: '已审核', corrected: '已更正', withdrawn: '已撤回' },
};

/** The conditions of the list as one sentence for the head of its export; without any it says so. */
export async function labFilterSentence(em: EntityManager, query: LabReportListQuery): Promise<string> {
  const parts: (readonly [string, string | undefined])[] = [
    ['采样日期', periodWords(query.from, query.to)],
    ['关键词', query.keyword],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['送检科室', await departmentNames(em, query.departmentCode)],
    ['检验组合', query.panel],
    ['报告状态', worded('status', query.status)],
    ['异常', query.onlyAbnormal ? '只看有异常的' : undefined],
    ['危急值', query.onlyCritical ? '只看有危急值的' : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}

function periodWords(from: string | undefined, to: string | undefined): string | undefined {
  return from && to ? `${from} 至 ${to}` : from ? `${from} 起` : to && `至 ${to}`;
}

async function departmentNames(em: EntityManager, codes: readonly string[] | undefined): Promise<string | undefined> {
  if (!codes?.length) return undefined;
  const names: { name: string }[] = await em.query('select name from department where code = any ($1) order by sort, code', [codes]);
  return names.map(({ name }) => name).join('、') || codes.join('、');
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => RESULT_WORDS[field]?.[code] ?? code).join('、');
}
