import type { Random } from './random.js';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严';
/** Surnames that read otherwise than the same character elsewhere, and double ones: person search must find them. */
const TRICKY_SURNAMES = ['单', '曾', '仇', '解', '查', '盖', '区', '朴', '欧阳', '上官', '司马', '诸葛', '尉迟'];
const GIVEN: Readonly<Record<'1' | '2', string>> = {
  1: '建国志强文华永明德海卫东学军宝林振邦继先开泰光荣兴业世杰伯仲鸿远春山国栋培元长庚守诚立新景行喆堃镕',
  2: '秀兰玉珍淑芬桂英丽华慧敏雪梅春燕素云佩瑶婉清静宜凤琴月娥美玲惠芳晓琳文娟若兰亚萍珊珊琬珺',
};

/** An invented Chinese name. About one in twenty has a surname that is hard to spell. */
export function personName(random: Random, sex: '1' | '2'): string {
  const surname = random.chance(0.05) ? random.pick(TRICKY_SURNAMES) : random.pick([...SURNAMES]);
  const given = [...GIVEN[sex]];
  return surname + random.pick(given) + (random.chance(0.82) ? random.pick(given) : '');
}

/**
 * A valid identity card number of nobody: area code 440300 is the city itself, which no person is registered under.
 * `serial` (0–499) makes it unique per birth date and sex.
 */
export function idCardNumber(birth: string, sex: '1' | '2', serial: number): string {
  const body = `440300${birth.replaceAll('-', '')}${String((serial % 499) * 2 + (sex === '1' ? 1 : 0)).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  return body + '10X98765432'[sum % 11];
}

/** The 15-digit form of before 1999. */
export function oldIdCardNumber(idCard: string): string {
  return idCard.slice(0, 6) + idCard.slice(8, 17);
}
