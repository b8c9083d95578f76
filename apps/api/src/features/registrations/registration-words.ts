import type { EntityManager } from 'typeorm';
import type { RegistrationQuery } from './registration.dto.js';

/** What codes of a registration are called in a file, by field. */
export const REGISTRATION_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  session: { am: '上午', pm: '下午' },
  state: { seen: '已就诊', waiting: '待就诊', missed: '未到', refunded: '已退号' },
  charge: { free: '免费号', paid: '收费号' },
};

/** The conditions of the list as one sentence for the head of its export; without any it says so. */
export async function filterSentence(em: EntityManager, query: RegistrationQuery): Promise<string> {
  const codes = [...(query.departmentCode ?? []), ...(query.ownDepartment ?? [])];
  const names: { name: string }[] = codes.length
    ? await em.query('select name from department where code = any ($1) order by sort, code', [codes])
    : [];
  const { from, to } = query;
  const parts: (readonly [string, string | undefined])[] = [
    ['挂号日期', from && to ? `${from} 至 ${to}` : from ? `${from} 起` : to && `至 ${to}`],
    ['关键词', query.keyword],
    ['时段', worded('session', query.session)],
    ['对象类型', worded('categories', query.category)],
    ['保健级别', worded('careLevel', query.careLevel)],
    ['科室', names.map(({ name }) => name).join('、') || codes.join('、')],
    ['号类', query.registrationClass?.join('、')],
    ['医生', query.doctor],
    ['状态', worded('state', query.state)],
    ['费用', worded('charge', query.charge)],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}

function worded(field: string, codes: readonly string[] | undefined): string | undefined {
  return codes?.map((code) => REGISTRATION_WORDS[field]?.[code] ?? code).join('、');
}
