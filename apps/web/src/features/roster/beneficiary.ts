import type { CareLevel, Category } from '../../shared/format/people.js';

/** One person of the roster as the list shows him; numbers are masked. */
export interface Beneficiary {
  readonly id: string;
  readonly rosterNo: string;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string | null;
  readonly age: number | null;
  readonly categories: readonly Category[];
  readonly careLevel: CareLevel | null;
  readonly careLevelExpired: boolean;
  readonly workUnit: string | null;
  readonly position: string | null;
  readonly phone: string | null;
  readonly idCardNo: string | null;
  readonly insuranceNo: string | null;
  readonly careCardNo: string | null;
  readonly secrecy: string;
  readonly status: string;
  readonly inHospital: { readonly departmentName: string | null; readonly bedNo: string | null } | null;
  readonly lastVisitAt: string | null;
  readonly linkedSources: readonly string[];
  readonly isNew: boolean;
  readonly updatedAt: string;
}

/** Figures of a filtered roster; each equals the list that its own filter gives. */
export interface RosterSummary {
  readonly byLevel: readonly { readonly code: string; readonly count: number }[];
  readonly byCategory: readonly { readonly code: string; readonly count: number }[];
  readonly byUnit: readonly { readonly name: string; readonly count: number }[];
  readonly inHospital: number;
  readonly total: number;
}

/** Words for `status`; those who are under care need none. */
export const STATUS_NAMES: Readonly<Record<string, string>> = {
  active: '在管',
  suspended: '暂停',
  transferred: '转出',
  cancelled: '注销',
  deceased: '死亡',
};

/** Numbers that are shown masked and can be asked for one by one. */
export type MaskedField = 'phone' | 'idCardNo' | 'insuranceNo' | 'careCardNo';
export const NUMBER_NAMES: Readonly<Record<MaskedField, string>> = {
  phone: '手机',
  idCardNo: '证件号',
  insuranceNo: '医保号',
  careCardNo: '保健卡号',
};
