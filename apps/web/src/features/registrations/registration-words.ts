import type { Schema } from '@cadre/api-client/typed-paths';

export type Registration = Schema<'RegistrationRow'>;
export type Summary = Schema<'RegistrationSummary'>;

export const STATE_NAMES: Readonly<Record<string, string>> = {
  seen: '已就诊',
  waiting: '待就诊',
  missed: '未到',
  refunded: '已退号',
};
export const SESSION_NAMES: Readonly<Record<string, string>> = { am: '上午', pm: '下午' };
const STATE_TAGS: Readonly<Record<string, string>> = { seen: 'tag-good', waiting: 'tag-off', missed: 'tag-late', refunded: 'tag-late' };

export const stateTag = (state: string): string => `tag ${STATE_TAGS[state] ?? 'tag-off'}`;

/** `0` is said as 免费; what the source did not tell stays unsaid. */
export const feeText = ({ fee, free }: Pick<Registration, 'fee' | 'free'>): string =>
  free ? '免费' : fee === null ? '—' : `${fee} 元`;
