import { BadInput } from '../../../platform/http/refusal.js';
import { addDays, addMonths, type Period } from '../period.js';

export const REPORT_PERIODS = ['month', 'quarter', 'year'] as const;
/** How long a report's period is. */
export type ReportPeriodKind = (typeof REPORT_PERIODS)[number];

interface Template {
  readonly name: string;
  /** Above the form that goes upwards. */
  readonly title: string;
  readonly months: number;
  /** How its periods are written, with the number of one in its year. */
  readonly written: RegExp;
  readonly example: string;
}

/** The three forms: the same lines over one, three and twelve months; a year has its own figures beside them. */
const TEMPLATES: Readonly<Record<ReportPeriodKind, Template>> = {
  month: { name: '月报', title: '干部保健工作量月报表', months: 1, written: /^(\d{4})-(0[1-9]|1[0-2])$/, example: '2026-03' },
  quarter: { name: '季报', title: '干部保健工作量季报表', months: 3, written: /^(\d{4})-Q([1-4])$/, example: '2026-Q1' },
  year: { name: '年报', title: '干部保健工作量年报表', months: 12, written: /^(\d{4})$/, example: '2026' },
};

export const templateOf = (kind: string): Template => TEMPLATES[kind as ReportPeriodKind];

/** The days of a period as its template writes it. Throws BadInput for one of another template. */
export function reportDays(kind: ReportPeriodKind, period: string): Period {
  const { months, written } = TEMPLATES[kind];
  const found = written.exec(period);
  if (!found) {
    const examples = REPORT_PERIODS.map((one) => `${TEMPLATES[one].name}如 ${TEMPLATES[one].example}`).join('，');
    throw new BadInput(`请填写报告的期间：${examples}。`, [{ field: 'period', message: '期间与报告种类不符' }]);
  }
  const from = addMonths(`${found[1]}-01-01`, (Number(found[2] ?? 1) - 1) * months);
  return { from, to: addDays(addMonths(from, months), -1) };
}

/** A period as it is read: quarters have no written form that everybody knows. */
export const periodWords = (period: string): string => period.replace(/^(\d{4})-Q(\d)$/, '$1 年第 $2 季度');
