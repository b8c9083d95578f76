import { choiceField, dateField, flagField, numberField, textField } from '../../platform/query/field-kinds.js';
import { personFields } from '../../platform/query/person-fields.js';
import type { QueryField } from '../../platform/query/query-field.js';
import { ABNORMAL, CRITICAL, SUMMARY_STATUS } from './checkup-conditions.js';
import { CHECKUP_STATUSES, SUMMARY_STATES } from './checkup-list.dto.js';
import { CHECKUP_WORDS } from './checkup-words.js';

const worded = (field: string, codes: readonly string[]) => codes.map((value) => ({ value, label: CHECKUP_WORDS[field]?.[value] ?? value }));
const count = (condition: string): string => `(select count(*) from checkup_item i where i.checkup_id = v.id and ${condition})`;
const DONE = `i.state = 'done'`;

/** What may be asked of check-ups; the row is `v`, the person `b`. */
export const CHECKUP_FIELDS: readonly QueryField[] = [
  dateField({ name: 'checkupDate', label: '体检日期' }, 'v.checkup_date', { moment: false }),
  textField({ name: 'checkupUnit', label: '体检单位' }, 'case when not b.confidential then coalesce(v.work_unit, b.work_unit) end'),
  textField({ name: 'packageName', label: '套餐' }, 'v.package_name'),
  choiceField({ name: 'status', label: '进度', options: worded('status', CHECKUP_STATUSES) }, 'v.status'),
  textField({ name: 'abnormalItem', label: '异常项目' }, 'i.item_name', (condition) =>
    `exists (select 1 from checkup_item i where i.checkup_id = v.id and ${DONE} and ${ABNORMAL} and ${condition})`),
  numberField({ name: 'abnormalCount', label: '异常项数' }, count(`${DONE} and ${ABNORMAL}`)),
  numberField({ name: 'criticalCount', label: '重大异常项数' }, count(`${DONE} and ${CRITICAL}`)),
  numberField({ name: 'missingCount', label: '缺项数' }, count(`i.state <> 'done'`)),
  textField({ name: 'conclusion', label: '总检结论' }, 'v.conclusion'),
  choiceField({ name: 'summaryStatus', label: '小结状态', options: worded('summaryStatus', SUMMARY_STATES) }, SUMMARY_STATUS),
  flagField({ name: 'corrected', label: '报告已更正' }, 'v.revision > 1'),
  ...personFields('v.beneficiary_id'),
];
