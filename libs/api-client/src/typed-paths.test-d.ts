import { createApiClient } from './client.js';
import type { ExportPath, ListPath, RowOf, Schema } from './typed-paths.js';

/*
 * Compiled, never run: each `@ts-expect-error` says that the line below it must not compile, and is itself an error
 * when it does. So a mistake in a path, a query, a body or an answer is found before anybody opens a page.
 */
const api = createApiClient('/api/v1');
declare const id: string;

export async function calls(): Promise<void> {
  const visits = await api.request(`/beneficiaries/${id}/visits`, { query: { class: 'inpatient', page: 1 } });
  visits.items[0]?.stayDays?.toFixed();
  // @ts-expect-error no such field in the rows of this answer
  void visits.items[0]?.stayDay;
  // @ts-expect-error answers are read, not written
  visits.total = 0;

  // A fixed path is not taken for one with a parameter, nor the other way round.
  (await api.request('/beneficiaries/summary')).byLevel.at(0);
  (await api.request(`/beneficiaries/${id}`)).rosterNo.at(0);
  // @ts-expect-error a person has no counts
  void (await api.request(`/beneficiaries/${id}`)).byLevel;
}

export function wrongPaths(): void {
  // @ts-expect-error no such path
  void api.request('/beneficiary');
  // @ts-expect-error no such path under a person
  void api.request(`/beneficiaries/${id}/visit`);
  // @ts-expect-error the prefix belongs to the client
  void api.request('/api/v1/me');
  // @ts-expect-error what is just some text is not a path
  void api.request(id);
  // @ts-expect-error cannot be deleted
  void api.request(`/beneficiaries/${id}`, { method: 'DELETE' });
  // @ts-expect-error is asked for by POST
  void api.request(`/beneficiaries/${id}/reveal`);
  // @ts-expect-error no such file
  void api.open('/beneficiaries/exports');
}

export function wrongQueries(): void {
  void api.request('/outpatient-visits', { query: { careLevel: ['L1'], status: 'finished', keyword: '', from: null } });
  // @ts-expect-error no such key
  void api.request('/outpatient-visits', { query: { fromDate: '2026-01-01' } });
  // @ts-expect-error no such level
  void api.request('/outpatient-visits', { query: { careLevel: ['L4'] } });
  // @ts-expect-error pages have four sizes
  void api.request('/outpatient-visits', { query: { pageSize: 15 } });
  // @ts-expect-error takes no query
  void api.request('/me', { query: { page: 1 } });
  // @ts-expect-error needs the items
  void api.request(`/beneficiaries/${id}/lab-series`);
}

export function wrongBodies(): void {
  const path = `/beneficiaries/${id}/reveal` as const;
  void api.request(path, { method: 'POST', body: { field: 'phone', reason: '电话通知' } });
  // @ts-expect-error needs a reason
  void api.request(path, { method: 'POST', body: { field: 'phone' } });
  // @ts-expect-error no such number
  void api.request(path, { method: 'POST', body: { field: 'fax', reason: '电话通知' } });
  // @ts-expect-error no such field
  void api.request(path, { method: 'POST', body: { field: 'phone', reason: '电话通知', note: '' } });
  // @ts-expect-error needs a body
  void api.request(path, { method: 'POST' });
  // @ts-expect-error takes no body
  void api.request('/auth/refresh', { method: 'POST', body: { token: '' } });
}

export const lists: readonly ListPath[] = ['/inpatient-visits', `/beneficiaries/${id}/lab-reports`];
export const files: readonly ExportPath[] = ['/inpatient-visits/export'];
export const rowsAreNamed = (row: RowOf<'/outpatient-visits'>): Schema<'OutpatientVisitRow'> => row;
// @ts-expect-error answers no pages of rows
export const noList: ListPath = '/me';
// @ts-expect-error is a list, not a file of it
export const noFile: ExportPath = '/inpatient-visits';
// @ts-expect-error no such class
export type NoClass = Schema<'OutpatientVisitRows'>;
