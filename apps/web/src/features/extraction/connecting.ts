import type { Schema } from '@cadre/api-client/typed-paths';

export type Suggestion = Schema<'SuggestionRow'>;
export type OfferedView = Schema<'OfferedViewRow'>;
export type DryRun = Schema<'DryRunAnswer'>;
export type Target = Schema<'SuggestRequest'>['target'];

/** Where a data set is read and what it becomes with us. */
export interface Place {
  readonly source: string;
  readonly connector: string;
  readonly target: Target;
  readonly streamId: string;
  readonly name: string;
  readonly view: OfferedView;
  readonly key: readonly string[];
  readonly cursor: string;
  readonly precision: 'instant' | 'day' | 'compact-text';
  readonly patient: string;
  readonly everySeconds: number;
}

/** One field of ours and the column it is read from. */
export interface ChosenField {
  readonly suggestion: Suggestion;
  readonly column: string | null;
}

export const TARGET_NAMES: Readonly<Record<Target, string>> = {
  patient: '患者',
  'patient-merge': '患者合并',
  registration: '挂号',
  'outpatient-visit': '门急诊就诊',
  'inpatient-visit': '住院',
  'lab-report': '检验报告',
  checkup: '体检',
  order: '医嘱',
  prescription: '处方',
  surgery: '手术',
  consultation: '会诊',
  'clinical-note': '病历文书',
  'exam-report': '检查报告',
  'imaging-study': '影像',
  appointment: '预约',
  slot: '号源',
  department: '科室',
  staff: '人员',
};

export const PRECISIONS = [
  { value: 'instant', label: '日期时间' },
  { value: 'day', label: '只有日期' },
  { value: 'compact-text', label: '14 位文本（yyyyMMddHHmmss）' },
] as const;

const WITHOUT_PERSON: readonly Target[] = ['slot', 'department', 'staff'];
const LOOKBACK_SECONDS = 600;

/** The data set as the API takes it: where it is read and which of its columns become which field. */
export function specOf(place: Place, fields: readonly ChosenField[], key: readonly string[]): Record<string, unknown> {
  const chosen = fields.flatMap(({ suggestion, column }) =>
    column === null ? [] : [[suggestion.field, ruleOf(suggestion, column)] as const],
  );
  return {
    id: place.streamId,
    name: place.name,
    target: place.target,
    rank: 2,
    everySeconds: place.everySeconds,
    source: {
      transport: 'sql-view',
      view: place.view.name,
      key: place.key,
      cursor: { column: place.cursor, precision: place.precision },
      patientColumn: place.patient,
      lookbackSeconds: LOOKBACK_SECONDS,
    },
    mapping: {
      key,
      version: 'changedAt',
      ...(!WITHOUT_PERSON.includes(place.target) && { patient: 'patientId' }),
      fields: Object.fromEntries(chosen),
    },
  };
}

/** The proposed conversion stays when only the column is another one. */
function ruleOf({ rule, required }: Suggestion, column: string): Record<string, unknown> {
  return { ...(rule ?? (required ? {} : { optional: true })), from: column };
}
