import type { ListPageProps } from '../list/list-page-props.js';
import { columnOf } from '../list/column.js';
import { useApi } from './api.js';

/*
 * Compiled, never run: each `@ts-expect-error` says that a page with the line below it must not compile. What a call
 * may say is tried in the client's own file of this kind.
 */
export function usePerson(id: string) {
  const person = useApi(`/beneficiaries/${id}`, { topics: ['roster'] }).data;
  // @ts-expect-error no such field
  void person?.nickname;
  // @ts-expect-error no such path
  useApi(`/beneficiaries/${id}/letters`);
  // @ts-expect-error no such key
  useApi('/inpatient-visits', { query: { ward: 'W3' } });
  // @ts-expect-error cannot be read, only asked for
  useApi('/auth/login');
  // @ts-expect-error needs words to search for
  useApi('/search/people');
  return person?.links.map(({ patientId }) => patientId);
}

type Visits = ListPageProps<'/outpatient-visits'>;
const costs = columnOf<{ readonly cost: number }>();
const numbers = columnOf<{ readonly visitNo: string }>();

export const filters: Visits['filters'] = [{ kind: 'period', name: ['from', 'to'], label: '就诊时间' }];
export const columns: Visits['columns'] = [numbers('就诊号', 'visitNo')];
export const sort: Visits['sort'] = '-visitedAt';
// @ts-expect-error is no list
export type NoList = ListPageProps<'/me'>;
// @ts-expect-error filters by no such name
export const noFilter: Visits['filters'] = [{ kind: 'text', name: 'ward', label: '病区' }];
// @ts-expect-error sorts by no such field
export const noSort: Visits['sort'] = 'visitNo';
// @ts-expect-error visits have no such column
export const noColumn: Visits['columns'] = [costs('费用', 'cost')];
// @ts-expect-error narrows by no such name
export const noFirst: Visits['first'] = { ward: 'W3' };
