import type { Schema } from '@cadre/api-client/typed-paths';

export type FoundPerson = Schema<'FoundPersonRow'>;

const MOST = 8;
const placeOf = (userId: string) => `recent.${userId}`;

/** People this user opened by search in this window. Kept only for the session: the next one at this computer sees none of it. */
export function recentPeople(userId: string): readonly FoundPerson[] {
  return JSON.parse(sessionStorage.getItem(placeOf(userId)) ?? '[]') as FoundPerson[];
}

export function addRecent(userId: string, person: FoundPerson): void {
  const rest = recentPeople(userId).filter(({ beneficiaryId }) => beneficiaryId !== person.beneficiaryId);
  sessionStorage.setItem(placeOf(userId), JSON.stringify([person, ...rest].slice(0, MOST)));
}
