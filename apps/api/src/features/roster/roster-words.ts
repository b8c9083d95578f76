import type { RosterQuery } from './beneficiary.dto.js';

/** What codes of the roster are called in a file, by field. */
export const ROSTER_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  secrecy: { N: '普通', R: '内部', V: '机密' },
  phoneAccount: { none: '未开通', invited: '待激活', active: '已开通', disabled: '停用', locked: '锁定' },
  status: { active: '在管', suspended: '暂停', transferred: '转出', cancelled: '注销', deceased: '死亡' },
};

/** The filter of a list as one sentence for the head of its export. */
export function filterWords({ keyword, category, careLevel, workUnit, inHospital, status }: RosterQuery): string {
  const worded = (field: string, codes: readonly string[] | undefined): string | undefined =>
    codes?.map((code) => ROSTER_WORDS[field]?.[code] ?? (code === 'all' ? '全部' : code)).join('、');
  const parts: (readonly [string, string | undefined])[] = [
    ['关键词', keyword], ['对象类型', worded('categories', category)], ['保健级别', worded('careLevel', careLevel)], ['单位', workUnit],
    ['在院', inHospital === undefined ? undefined : inHospital ? '是' : '否'], ['状态', worded('status', status ?? ['active'])],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；');
}
