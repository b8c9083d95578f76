import { useMemo } from 'react';
import { useDictionaryNames, type Choice } from '../../shared/api/dictionaries.js';

export const CLASS_NAMES: Readonly<Record<string, string>> = {
  outpatient: '门诊',
  emergency: '急诊',
  inpatient: '住院',
};
export const STATUS_NAMES: Readonly<Record<string, string>> = {
  registered: '已挂号',
  in_visit: '就诊中',
  finished: '已完成',
  refunded: '已退号',
  in_hospital: '在院',
  discharged: '已出院',
  cancelled: '已撤销',
};
const STATUS_TAGS: Readonly<Record<string, string>> = {
  in_hospital: 'tag-good',
  in_visit: 'tag-good',
  refunded: 'tag-late',
  cancelled: 'tag-late',
};

export const statusTag = (status: string): string => STATUS_TAGS[status] ?? 'tag-off';

export const DIAGNOSIS_KINDS: Readonly<Record<string, string>> = {
  outpatient: '门诊诊断',
  admission: '入院诊断',
  discharge: '出院诊断',
  preoperative: '术前诊断',
};
export const TRANSFER_KINDS: Readonly<Record<string, string>> = { admission: '入院', department: '转科', bed: '转床' };

/** Visit types of a stay; the others are of the clinic. */
const OF_A_STAY = /住院|家床/;

/** What the hospital's visit types are called; a type that the dictionary does not know is shown by its class. */
export function useVisitTypes(): {
  readonly ofClinic: readonly Choice[];
  readonly ofStay: readonly Choice[];
  nameOf(type: string | null, visitClass: string): string;
} {
  const types = useDictionaryNames('REGION_VISIT_TYPE');
  return useMemo(
    () => ({
      ofClinic: types.filter(({ label }) => !OF_A_STAY.test(label)),
      ofStay: types.filter(({ label }) => OF_A_STAY.test(label)),
      nameOf: (type, visitClass) =>
        types.find(({ value }) => value === type)?.label ?? CLASS_NAMES[visitClass] ?? visitClass,
    }),
    [types],
  );
}
