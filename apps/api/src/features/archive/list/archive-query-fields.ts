import { choiceField, dateField, diagnosisField, flagField, textField } from '../../../platform/query/field-kinds.js';
import { latestLabField, personFields } from '../../../platform/query/person-fields.js';
import type { QueryField } from '../../../platform/query/query-field.js';
import { CHECKUP_OVERDUE, diagnosed, IN_HOSPITAL, LAST_VISIT, NEWEST_VERSION } from './archive-list.conditions.js';
import { VERSION_STATES } from './archive-list.words.js';

const LAST_CHECKUP = `(select max(c.checkup_date) from checkup c where c.beneficiary_id = b.id and c.deleted_at is null and c.status <> 'cancelled')`;

/** What may be asked of health records; the row is the person `b`. Diagnoses mean here what the list's own filter means by them. */
export const ARCHIVE_FIELDS: readonly QueryField[] = [
  diagnosisField({ name: 'diagnosis', label: '近一年诊断' }, (fits) => diagnosed(fits, false)),
  diagnosisField({ name: 'everDiagnosed', label: '曾诊断' }, (fits) => diagnosed(fits, true)),
  latestLabField('b.id'),
  textField({ name: 'doctor', label: '责任医生' }, 's.name', (condition) => `b.care_doctor_no in (select s.staff_no from staff s where ${condition})`),
  flagField({ name: 'inHospital', label: '在院' }, IN_HOSPITAL),
  dateField({ name: 'lastVisitAt', label: '最近就诊' }, LAST_VISIT),
  { ...dateField({ name: 'lastCheckup', label: '最近体检' }, LAST_CHECKUP, { moment: false }), permission: 'checkup:read' },
  flagField({ name: 'checkupOverdue', label: '体检逾期', permission: 'checkup:read' }, CHECKUP_OVERDUE),
  choiceField({ name: 'version', label: '最新版本', options: Object.entries(VERSION_STATES).map(([value, label]) => ({ value, label })) }, NEWEST_VERSION),
  ...personFields('b.id').filter(({ name }) => name !== 'everDiagnosed'),
];
