import type { EntityManager } from 'typeorm';

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What codes of a visit are called in a file, by field. */
export const VISIT_WORDS: Words = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  visitClass: { outpatient: '门诊', emergency: '急诊', inpatient: '住院' },
  status: {
    registered: '已挂号', in_visit: '就诊中', finished: '已完成', refunded: '已退号',
    in_hospital: '在院', discharged: '已出院', cancelled: '已取消',
  },
};

/** {@link VISIT_WORDS} with the hospital's own words for its visit types. */
export async function visitWords(em: EntityManager): Promise<Words> {
  const types: { code: string; name: string }[] = await em.query(`select code, name from dictionary_item where system = 'REGION_VISIT_TYPE'`);
  return { ...VISIT_WORDS, visitType: Object.fromEntries(types.map(({ code, name }) => [code, name])) };
}
