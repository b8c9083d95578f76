import type { CareLevel, Category } from '../../shared/format/people.js';

/** One person of the roster, as `GET /beneficiaries/:id` answers; numbers are masked. */
export interface Person {
  readonly id: string;
  readonly rosterNo: string;
  readonly name: string;
  readonly aliasName: string | null;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly age: number | null;
  readonly categories: readonly Category[];
  readonly careLevel: CareLevel | null;
  readonly careLevelExpired: boolean;
  readonly careLevelUntil: string | null;
  readonly workUnit: string | null;
  readonly position: string | null;
  readonly phone: string | null;
  readonly secrecy: string | null;
  readonly status: string;
  readonly allergies: string | null;
  readonly inHospital: { readonly departmentName: string | null; readonly bedNo: string | null } | null;
  readonly links: readonly {
    readonly source: string;
    readonly patientId: string;
    readonly matchedBy: string;
    readonly reason: string;
    readonly at: string;
  }[];
}

/** Why a person's record is kept but no longer looked after. Those under care have none. */
export const STATUS_BANDS: Readonly<Record<string, string>> = {
  deceased: '已故：档案仅供查阅',
  cancelled: '已移出名册：档案仅供查阅',
  transferred: '已转出：档案仅供查阅',
  suspended: '保健待遇已暂停',
};
