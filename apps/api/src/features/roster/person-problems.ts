import { readIdCard } from '@cadre/clinical/id-card';
import { isUnreadableName, normalizeName } from '@cadre/clinical/person-name';
import { isMobile, normalizePhone } from '@cadre/clinical/phone';
import type { FieldProblem } from '../../platform/http/refusal.js';
import { normalizeNumber } from './person-numbers.js';
import { NUMBER_KINDS, type RosterPerson } from './person.js';

const RESIDENT_CARD = '01';
const STRONG = ['idCardNo', 'insuranceNo', 'socialSecurityNo', 'careCardNo'] as const;

/** Everything that keeps a person off the roster, by field, in words. Empty: he may be enrolled. */
export function personProblems(person: RosterPerson): FieldProblem[] {
  return [...namingProblems(person), ...documentProblems(person), ...careProblems(person)];
}

function namingProblems({ name, sex, phone }: RosterPerson): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!normalizeName(name)) problems.push({ field: 'name', message: '请填写姓名' });
  else if (isUnreadableName(name)) problems.push({ field: 'name', message: '姓名含有无法识别的占位符，请填写完整姓名' });
  if (!['0', '1', '2', '9'].includes(sex)) problems.push({ field: 'sex', message: '性别应为男、女或未说明' });
  if (phone && !isMobile(phone) && normalizePhone(phone).length < 7) problems.push({ field: 'phone', message: '电话号码位数不足' });
  return problems;
}

function documentProblems(person: RosterPerson): FieldProblem[] {
  if (!STRONG.some((field) => normalizeNumber(NUMBER_KINDS[field], person[field]))) {
    if (!person.idCardNo?.trim()) return [{ field: 'idCardNo', message: '证件号、医保号、社保电脑号、保健卡号至少填写一项' }];
  }
  if (!person.idCardNo?.trim()) return [];
  const card = readIdCard(person.idCardNo);
  if (card.kind === 'invalid') return [{ field: 'idCardNo', message: card.reason }];
  if (card.kind === 'other') {
    return person.idType === RESIDENT_CARD ? [{ field: 'idCardNo', message: '居民身份证号应为 18 位或 15 位' }] : [];
  }
  const problems: FieldProblem[] = [];
  if (person.birthDate && person.birthDate !== card.birthDate) {
    problems.push({ field: 'birthDate', message: '出生日期与身份证号不一致' });
  }
  if ((person.sex === '1' || person.sex === '2') && person.sex !== card.sex) {
    problems.push({ field: 'sex', message: '性别与身份证号不一致' });
  }
  return problems;
}

function careProblems(person: RosterPerson): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { categories, primaryCategory, careLevel, careLevelFrom, careLevelUntil } = person;
  if (categories.length === 0) problems.push({ field: 'category', message: '请选择对象类型' });
  else if (!categories.includes(primaryCategory)) problems.push({ field: 'category', message: '主类型应是对象类型之一' });
  if (careLevel && !categories.includes('cadre')) problems.push({ field: 'careLevel', message: '只有干保对象才有保健级别' });
  if (careLevelFrom && careLevelUntil && careLevelUntil < careLevelFrom) {
    problems.push({ field: 'careLevelUntil', message: '级别截止日期早于起始日期' });
  }
  return problems;
}
