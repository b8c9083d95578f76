import { labItem } from '@cadre/clinical/lab-items';
import { choiceField, dateField, diagnosisField, numberField, textField } from './field-kinds.js';
import type { Bind, QueryField } from './query-field.js';
import { type QueryTerm, wrong } from './query-tree.js';
import { numberOf, numbersOf } from './term-values.js';

const CATEGORIES = [{ value: 'cadre', label: '干保' }, { value: 'vip', label: '特需' }];
/** A value below or above a limit of measurement is not known to be more than its number says. */
const SIGNS: Readonly<Record<string, readonly [sign: string, comparators: string]>> = {
  gt: ['>', `'>', '>='`], gte: ['>=', `'>', '>='`], lt: ['<', `'<', '<='`], lte: ['<=', `'<', '<='`], eq: ['=', `'='`],
};
const MOST_DAYS = 36_600;

/**
 * What may be asked of the person whom a list's row is about. `personId` is the row's column, e.g. `v.beneficiary_id`;
 * names and numbers that are masked anywhere are not among the fields.
 */
export function personFields(personId: string): readonly QueryField[] {
  const within = (condition: string): string => `${personId} in (select q.id from beneficiary q where ${condition})`;
  return [
    textField({ name: 'name', label: '姓名' }, 'q.name', within),
    choiceField({ name: 'sex', label: '性别', dictionary: 'SEX' }, 'q.sex', { within }),
    numberField({ name: 'age', label: '年龄' }, `date_part('year', age((now() at time zone 'Asia/Shanghai')::date, q.birth_date))`, within),
    dateField({ name: 'birthDate', label: '出生日期' }, 'q.birth_date', { moment: false, within }),
    choiceField({ name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' }, 'q.care_level', { within }),
    choiceField({ name: 'category', label: '对象类型', options: CATEGORIES }, 'q.categories', { array: true, within }),
    textField({ name: 'workUnit', label: '工作单位' }, `case when not q.confidential then q.work_unit end`, within),
    diagnosisField({ name: 'everDiagnosed', label: '曾诊断' }, (fits) =>
      `(${personId} in (select q.beneficiary_id from visit q where q.deleted_at is null and ${fits('q.main_diagnosis', 'q.main_diagnosis_code')})
        or ${personId} in (select q.beneficiary_id from visit_diagnosis q where ${fits('q.name', 'q.code')}))`),
    labField(personId),
  ];
}

/** The last value that the person has of an item, in the unit of the catalogue: "最近一次 空腹血糖 > 7.0". Results in another unit are left aside, never compared. */
export function latestLabField(personId: string): QueryField {
  return {
    name: 'latestLab', label: '最近一次检验', kind: 'lab', permission: 'lab:read', operators: ['eq', 'gt', 'gte', 'lt', 'lte', 'between'],
    condition: (term, bind) =>
      `(select ${compared(term, bind)} from lab_result x where x.beneficiary_id = ${personId} and x.value_number is not null and ${asked(term, bind)}
        order by x.collected_at desc, x.report_id limit 1)`,
  };
}

/** A laboratory value of the person, in the unit of the catalogue: "近一年 HbA1c > 7". Results in another unit are left aside, never compared. */
function labField(personId: string): QueryField {
  return {
    name: 'lab', label: '检验结果', kind: 'lab', permission: 'lab:read', operators: ['eq', 'gt', 'gte', 'lt', 'lte', 'between'],
    condition: (term, bind) => `${personId} in (select x.beneficiary_id from lab_result x where ${asked(term, bind)} and ${compared(term, bind)})`,
  };
}

/** The results `x` of the item and the days of a term. */
function asked(term: QueryTerm, bind: Bind): string {
  const item = labItem(term.item ?? '');
  if (!item) throw wrong('请选择检验项目', term.field);
  const unit = item.unit ? `and (x.unit is null or lower(replace(x.unit, ' ', '')) = lower(replace(${bind(item.unit)}::text, ' ', '')))` : '';
  return `x.identity_code = ${bind(item.code)} and x.effective and x.organism is null ${unit}
    and x.collected_at >= ((now() at time zone 'Asia/Shanghai')::date - (${bind(term.days ?? MOST_DAYS)}::int - 1))::timestamp at time zone 'Asia/Shanghai'`;
}

function compared(term: QueryTerm, bind: Bind): string {
  if (term.operator === 'between') {
    const [low, high] = numbersOf(term);
    return `x.comparator is null and x.value_number between ${bind(low)}::float8 and ${bind(high)}::float8`;
  }
  const known = SIGNS[term.operator];
  if (!known) throw wrong(`不支持的运算符 ${term.operator}`, term.field);
  const [sign, comparators] = known;
  return `(x.comparator is null or x.comparator in (${comparators})) and x.value_number ${sign} ${bind(numberOf(term))}::float8`;
}
