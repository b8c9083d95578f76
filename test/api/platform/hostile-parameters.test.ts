import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { EXPECTED_RIGHTS } from '../access/expected-rights.js';
import { addressOf, isOpen, type Operation, publishedOperations } from '../access/operations.js';
import { expectRefusal, send } from './raw-request.js';

let hospital: TestHospital;
let clerk: Visitor;
/** One of each kind of reader; an operation is read by the first who may. */
const readers = new Map<string, Visitor>();
beforeAll(async () => {
  hospital = await startHospital();
  for (const role of ['OFFICE_DIRECTOR', 'SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR']) {
    readers.set(role, await hospital.signIn(role, { departmentCode: '4001' }));
  }
  clerk = readers.get('OFFICE_DIRECTOR')!;
  const person = await addPerson(hospital.database, { name: '输入人' });
  await insertRows(hospital.database, 'visit', [outpatientVisit(person)]);
});
afterAll(() => hospital.stop());

const ask = (method: string, path: string, options: Parameters<typeof send>[3]) =>
  send(hospital.url, method, path, options);

const READINGS = publishedOperations().filter((one) => one.method === 'GET' && one.path !== '/live' && !isOpen(one));
function reader({ permission, path }: Operation): Visitor {
  const roles = [...readers.keys()];
  const role = typeof permission === 'string' ? roles.find((one) => EXPECTED_RIGHTS[one]!.permissions.includes(permission)) : roles[0];
  if (!role) throw new Error(`nobody here may read ${path}`);
  return readers.get(role)!;
}

/** What is no id, no number, no date and no word of any list. */
const HOSTILE = [
  '%00',
  'a%00b',
  '%ed%a0%80',
  '%ff%fe',
  '%',
  '%zz',
  '%01',
  '999999999999999999999999999999',
  '-1',
  '1e9',
  'NaN',
  'Infinity',
  'infinity',
  'now',
  '2026-02-30',
  '0000-00-00',
  '-infinity',
  '__proto__',
  'constructor',
  "';select pg_sleep(1)--",
  '1) or (1=1',
  '(case when 1=1 then name end)',
  'name;drop table visit',
  'a'.repeat(300),
  '%25%27%22%5c',
  '${7*7}',
  '{{7*7}}',
  '..%2f..%2fetc%2fpasswd',
  '%e2%80%ae',
  '%f0%9f%98%80',
].map((value) => (value.includes('%') ? value : encodeURIComponent(value)));

describe('hostile parameters', () => {
  it.each(READINGS.map((one) => [one.name, one] as const))(
    'S52 %s answers hostile parameters with 200 or a sentence, never with a failure',
    async (_name, operation) => {
      const { token } = reader(operation);
      const names = [...operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name), 'unknown'];
      const base = addressOf(operation, '00000000-0000-4000-8000-000000000000').slice('/api/v1'.length).split('?')[0]!;
      for (const name of names) {
        for (const value of HOSTILE) {
          const answer = await ask('GET', `${base}?${name}=${value}`, { token: token! });
          if (answer.status !== 200) expectRefusal(answer, [400, 404, 409], `${base}?${name}=${value}`);
        }
      }
      for (const value of operation.path.includes('{id}') ? HOSTILE : []) {
        const answer = await ask('GET', operation.path.replace('{id}', value).replace('{key}', value), {
          token: token!,
        });
        if (answer.status !== 200) expectRefusal(answer, [400, 404, 414], `${operation.path} ${value.slice(0, 40)}`);
      }
    },
    120_000,
  );

  it.each([
    ['/beneficiaries', 'idCardNo'],
    ['/beneficiaries', '-phone'],
    ['/beneficiaries', 'b.name'],
    ['/beneficiaries', 'name,phone'],
    ['/beneficiaries', 'name desc'],
    ['/outpatient-visits', 'idCardNo'],
    ['/outpatient-visits', 'mainDiagnosis'],
    ['/inpatient-visits', 'phone'],
    ['/inpatient-visits', 'bedNo;'],
    ['/outpatient-visits', '(select 1)'],
    ['/inpatient-visits', '__proto__'],
    ['/inpatient-visits', 'constructor'],
    ['/beneficiaries', 'toString'],
  ])('S36 S50 %s is not ordered by "%s"', async (path, sort) => {
    for (const list of [path, `${path}/export`]) {
      expectRefusal(
        await ask('GET', `${list}?sort=${encodeURIComponent(sort)}`, { token: clerk.token }),
        [400],
        `${list} ${sort}`,
      );
    }
  });

  it.each([
    'idCardNo=4403',
    'phone=137',
    'insuranceNo=1',
    'careCardNo=1',
    'address=x',
    'filter[phone]=1',
    'phone[gt]=1',
    'groupBy=phone',
    'fields=phone',
    'confidential=true',
    'secrecy=V',
  ])('S36 no list is filtered by %s', async (query) => {
    for (const path of [
      '/beneficiaries',
      '/beneficiaries/export',
      '/outpatient-visits',
      '/inpatient-visits',
      '/match-candidates',
    ]) {
      expectRefusal(await ask('GET', `${path}?${query}`, { token: clerk.token }), [400], `${path}?${query}`);
    }
  });

  it('S36 part of a number finds nobody; only the tail that is shown does', async () => {
    const idCardNo = idCardOf('1952-03-04');
    await new RosterBench(hospital).enrol({ name: '前缀人', birthDate: '1952-03-04', idCardNo, phone: '13612345678' });
    for (const part of [idCardNo.slice(0, 6), idCardNo.slice(4, 14), idCardNo.slice(0, 17), '136123', '12345', '678']) {
      expect((await clerk.get(`/beneficiaries?keyword=${part}`)).body.total, part).toBe(0);
    }
    expect((await clerk.get('/beneficiaries?keyword=5678')).body.total).toBe(1);
  });

  it.each([
    ['a page of 10^9', '/beneficiaries?page=1000000000'],
    ['a page size of 10^9', '/beneficiaries?pageSize=1000000000'],
    ['page 0', '/outpatient-visits?page=0'],
    ['page -1', '/inpatient-visits?page=-1'],
    ['half a page', '/beneficiaries?page=1.5'],
    ['two pages', '/beneficiaries?page=1&page=2'],
    ['page [object]', '/beneficiaries?page[a]=1'],
  ])('S51 %s is refused', async (_what, path) =>
    expectRefusal(await ask('GET', path, { token: clerk.token }), [400], path),
  );

  it('S53 signs of a pattern are letters in a search', async () => {
    for (const sign of ['%', '_', '\\', '*', '.*', '[a-z]', '(']) {
      expect((await clerk.get(`/beneficiaries?keyword=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
      expect((await clerk.get(`/beneficiaries?workUnit=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
      expect((await clerk.get(`/outpatient-visits?diagnosis=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
    }
  });
});
