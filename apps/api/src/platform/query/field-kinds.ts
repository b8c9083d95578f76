import type { Bind, QueryField } from './query-field.js';
import { type QueryTerm, wrong } from './query-tree.js';
import { choicesOf, daysOf, dayOf, flagOf, numberOf, numbersOf, pairOfDays, textOf } from './term-values.js';

type Base = Pick<QueryField, 'name' | 'label' | 'permission' | 'dictionary' | 'options'>;
/** Puts a condition on columns of another table into a condition on the list's row. */
type Within = (condition: string) => string;

const NUMERIC: Readonly<Record<string, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const itself: Within = (condition) => condition;
/** What is not known is no value that fits: the opposite of a condition is met by it. */
const not = (condition: string): string => `not coalesce(${condition}, false)`;
/** Operators are checked against the field before; this is the last line. */
const unknown = ({ field, operator }: QueryTerm) => wrong(`不支持的运算符 ${operator}`, field);

/** Text without regard to letter case. */
export function textField(base: Base, column: string, within: Within = itself): QueryField {
  const fits = (term: QueryTerm, bind: Bind): string => {
    switch (term.operator) {
      case 'contains':
      case 'notContains':
        return within(`strpos(lower(${column}), lower(${bind(textOf(term))}::text)) > 0`);
      case 'equals':
        return within(`lower(${column}) = lower(${bind(textOf(term))}::text)`);
      case 'startsWith':
        return within(`starts_with(lower(${column}), lower(${bind(textOf(term))}::text))`);
      case 'empty':
      case 'notEmpty':
        return within(`${column} <> ''`);
      default:
        throw unknown(term);
    }
  };
  return {
    ...base, kind: 'text', operators: ['contains', 'notContains', 'equals', 'startsWith', 'empty', 'notEmpty'],
    condition: (term, bind) => (term.operator === 'notContains' || term.operator === 'empty' ? not(fits(term, bind)) : fits(term, bind)),
  };
}

export function numberField(base: Base, expression: string, within: Within = itself): QueryField {
  return {
    ...base, kind: 'number', operators: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between'],
    condition: (term, bind) => {
      if (term.operator === 'between') {
        const [low, high] = numbersOf(term);
        return within(`${expression} between ${bind(low)}::float8 and ${bind(high)}::float8`);
      }
      if (term.operator === 'ne') return not(within(`${expression} = ${bind(numberOf(term))}::float8`));
      const sign = NUMERIC[term.operator];
      if (!sign) throw unknown(term);
      return within(`${expression} ${sign} ${bind(numberOf(term))}::float8`);
    },
  };
}

/** Calendar days of the hospital; the column is a moment, or a day itself. */
export function dateField(base: Base, column: string, { moment = true, within = itself }: { moment?: boolean; within?: Within } = {}): QueryField {
  const day = moment ? `(${column} at time zone 'Asia/Shanghai')::date` : column;
  const today = `(now() at time zone 'Asia/Shanghai')::date`;
  return {
    ...base, kind: 'date', operators: ['on', 'before', 'after', 'between', 'lastDays', 'empty', 'notEmpty'],
    condition: (term, bind) => {
      switch (term.operator) {
        case 'on':
          return within(`${day} = ${bind(dayOf(term))}::date`);
        case 'before':
          return within(`${day} < ${bind(dayOf(term))}::date`);
        case 'after':
          return within(`${day} > ${bind(dayOf(term))}::date`);
        case 'between': {
          const [from, to] = pairOfDays(term);
          return within(`${day} between ${bind(from)}::date and ${bind(to)}::date`);
        }
        case 'lastDays':
          return within(`${day} between ${today} - (${bind(daysOf(term))}::int - 1) and ${today}`);
        case 'empty':
          return not(within(`${column} is not null`));
        case 'notEmpty':
          return within(`${column} is not null`);
        default:
          throw unknown(term);
      }
    },
  };
}

/** One of the codes; `array`: the column holds several, any of which may fit. */
export function choiceField(base: Base, column: string, { array = false, within = itself }: { array?: boolean; within?: Within } = {}): QueryField {
  return {
    ...base, kind: 'choice', operators: ['in', 'notIn'],
    condition: (term, bind) => {
      const codes = `${bind(choicesOf(term))}::text[]`;
      const fits = within(array ? `${column} && ${codes}` : `${column} = any (${codes})`);
      return term.operator === 'in' ? fits : not(fits);
    },
  };
}

export function flagField(base: Base, condition: string): QueryField {
  return { ...base, kind: 'flag', operators: ['is'], condition: (term) => (flagOf(term) ? condition : not(condition)) };
}

/** The department and everything below it. */
export function departmentField(base: Base, column: string): QueryField {
  return {
    ...base, kind: 'department', operators: ['in', 'notIn'],
    condition: (term, bind) => {
      const fits = `${column} = any (array(
        with recursive tree as (select unnest(${bind(choicesOf(term))}::text[]) as code
          union select d.code from department d join tree t on d.parent_code = t.code) select code from tree))`;
      return term.operator === 'in' ? fits : not(fits);
    },
  };
}

/** A part of the name, or the begin of the code; `means` says of which diagnoses, given the condition on one of them. */
export function diagnosisField(base: Base, means: (fits: (name: string, code: string) => string) => string): QueryField {
  return {
    ...base, permission: 'diagnosis:read', kind: 'diagnosis', operators: ['contains', 'notContains'],
    condition: (term, bind) => {
      const text = `${bind(textOf(term))}::text`;
      const fits = means((name, code) => `(strpos(lower(${name}), lower(${text})) > 0 or starts_with(upper(${code}), upper(${text})))`);
      return term.operator === 'contains' ? fits : not(fits);
    },
  };
}
