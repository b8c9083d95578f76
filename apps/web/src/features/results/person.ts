import type { Schema } from '@cadre/api-client/typed-paths';

/** One person of the roster with everything the office keeps of him; numbers are masked. */
export type Person = Schema<'BeneficiaryDetail'>;

/** Why a person's record is kept but no longer looked after. Those under care have none. */
export const STATUS_BANDS: Readonly<Record<string, string>> = {
  deceased: '已故：档案仅供查阅',
  cancelled: '已移出名册：档案仅供查阅',
  transferred: '已转出：档案仅供查阅',
  suspended: '保健待遇已暂停',
};
