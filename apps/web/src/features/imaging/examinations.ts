import type { Schema } from '@cadre/api-client/typed-paths';

/** One examination: what was reported and what the archive holds of it. */
export type Examination = Schema<'ImagingStudyRow'>;
export type ExamListed = Schema<'ExamReportListRow'>;

export const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  CT: 'CT',
  MR: '磁共振',
  DR: 'X 线',
  US: '超声',
  NM: '核医学',
  ECG: '心电',
  ENDOSCOPY: '内镜',
  PATHOLOGY: '病理',
  OTHER: '其他',
};
const DEVICE_NAMES: Readonly<Record<string, string>> = {
  CT: 'CT',
  MR: '磁共振',
  DX: 'X 线',
  CR: 'X 线',
  US: '超声',
  NM: '核医学',
  PT: 'PET',
  XA: '血管造影',
  MG: '乳腺 X 线',
  ECG: '心电',
  ES: '内镜',
};
export const REPORT_STATUS: Readonly<Record<string, string>> = {
  final: '已审核',
  corrected: '已更正',
  withdrawn: '已撤回',
};

/** What it was done with, in words: the report's category, else what DICOM calls it. */
export function deviceOf({ category, modality }: Examination): string {
  if (category) return CATEGORY_NAMES[category] ?? category;
  const told = (modality ?? '').split('/').filter((one) => !['SR', 'PR', 'KO'].includes(one));
  return [...new Set(told.map((one) => DEVICE_NAMES[one] ?? one))].join('、') || '其他';
}

/** 影像 n 幅, or why there is none to see. */
export function imagesText({ images, instanceCount }: Examination): string {
  if (images === 'archived') return instanceCount ? `影像 ${instanceCount} 幅` : '影像已归档';
  return images === 'not-archived' ? '影像未归档' : '无影像';
}

export const bodyPartOf = ({ bodyPart }: Examination): string => bodyPart ?? '部位未注明';

/** Those of the same part of the body by the same means that were done before, the newest first. */
export function priorOf(one: Examination, all: readonly Examination[]): readonly Examination[] {
  return all.filter(
    (other) =>
      other.id !== one.id &&
      other.examinedAt < one.examinedAt &&
      other.bodyPart !== null &&
      other.bodyPart === one.bodyPart &&
      deviceOf(other) === deviceOf(one),
  );
}

/** Body parts in the order of their newest examination. */
export function byBodyPart(all: readonly Examination[]): readonly (readonly [part: string, Examination[]])[] {
  const parts = new Map<string, Examination[]>();
  for (const one of all) parts.set(bodyPartOf(one), [...(parts.get(bodyPartOf(one)) ?? []), one]);
  return [...parts];
}
