import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { addressOf, isOpen, type Operation, publishedOperations } from '../access/operations.js';

let hospital: TestHospital;
let clerk: Visitor;
let operator: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  operator = await hospital.signIn('SYS_ADMIN');
  const person = await addPerson(hospital.database, { name: '输入人' });
  await insertRows(hospital.database, 'visit', [outpatientVisit(person)]);
});
afterAll(() => hospital.stop());

interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these bytes: fetch would refuse or repair them. */
function send(method: string, path: string, options: { headers?: Record<string, string>; body?: string | Buffer; token?: string | null } = {}): Promise<Sent> {
  return new Promise((done, failed) => {
    const sent = request(hospital.url, {
      method, path: `/api/v1${path}`, headers: { ...(options.token ? { authorization: `Bearer ${options.token}` } : {}), ...options.headers },
    }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => void (text += part)).on('end', () => done({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', failed).end(options.body);
  });
}

const INSIDE = /select |insert |update |from |pg_|postgres|typeorm|node_modules|\.ts\b|\.js\b|at \w+ \(|\/work|\/home|QueryFailed|SyntaxError|Unexpected token/i;

/** A refusal as the house gives it: a Chinese sentence, a code, a number to quote, and nothing of the inside. */
function expectRefusal({ status, text }: Sent, statuses: readonly number[], what: string): void {
  expect(statuses, `${what}: ${status} ${text.slice(0, 200)}`).toContain(status);
  const body = JSON.parse(text) as Record<string, unknown>;
  expect(body, what).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/), detail: expect.stringMatching(/[\u4e00-\u9fff]/), errorNo: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(text, what).not.toMatch(INSIDE);
}

const READINGS = publishedOperations().filter((one) => one.method === 'GET' && one.path !== '/live' && !isOpen(one));
const reader = ({ permission }: Operation): Visitor => (String(permission).startsWith('sync:') ? operator : clerk);

/** What is no id, no number, no date and no word of any list. */
const HOSTILE = [
  '%00', 'a%00b', '%ed%a0%80', '%ff%fe', '%', '%zz', '%01', '999999999999999999999999999999', '-1', '1e9', 'NaN', 'Infinity', 'infinity',
  'now', '2026-02-30', '0000-00-00', '-infinity', '__proto__', 'constructor', "';select pg_sleep(1)--", '1) or (1=1', '(case when 1=1 then name end)', 'name;drop table visit',
  'a'.repeat(300), '%25%27%22%5c', '${7*7}', '{{7*7}}', '..%2f..%2fetc%2fpasswd', '%e2%80%ae', '%f0%9f%98%80',
].map((value) => (value.includes('%') ? value : encodeURIComponent(value)));

describe('hostile input', () => {
  it.each(READINGS.map((one) => [one.name, one] as const))('S52 %s answers hostile parameters with 200 or a sentence, never with a failure', async (_name, operation) => {
    const { token } = reader(operation);
    const names = [...operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name), 'unknown'];
    const base = addressOf(operation, '00000000-0000-4000-8000-000000000000').slice('/api/v1'.length).split('?')[0]!;
    for (const name of names) {
      for (const value of HOSTILE) {
        const answer = await send('GET', `${base}?${name}=${value}`, { token: token! });
        if (answer.status !== 200) expectRefusal(answer, [400, 404], `${base}?${name}=${value}`);
      }
    }
    for (const value of operation.path.includes('{id}') ? HOSTILE : []) {
      const answer = await send('GET', operation.path.replace('{id}', value).replace('{key}', value), { token: token! });
      if (answer.status !== 200) expectRefusal(answer, [400, 404, 414], `${operation.path} ${value.slice(0, 40)}`);
    }
  }, 120_000);

  it.each([
    ['/beneficiaries', 'idCardNo'], ['/beneficiaries', '-phone'], ['/beneficiaries', 'b.name'], ['/beneficiaries', 'name,phone'], ['/beneficiaries', 'name desc'],
    ['/outpatient-visits', 'idCardNo'], ['/outpatient-visits', 'mainDiagnosis'], ['/inpatient-visits', 'phone'], ['/inpatient-visits', 'bedNo;'],
    ['/outpatient-visits', '(select 1)'], ['/inpatient-visits', '__proto__'], ['/inpatient-visits', 'constructor'], ['/beneficiaries', 'toString'],
  ])('S36 S50 %s is not ordered by "%s"', async (path, sort) => {
    for (const list of [path, `${path}/export`]) {
      expectRefusal(await send('GET', `${list}?sort=${encodeURIComponent(sort)}`, { token: clerk.token }), [400], `${list} ${sort}`);
    }
  });

  it.each(['idCardNo=4403', 'phone=137', 'insuranceNo=1', 'careCardNo=1', 'address=x', 'filter[phone]=1', 'phone[gt]=1', 'groupBy=phone', 'fields=phone', 'confidential=true', 'secrecy=V'])(
    'S36 no list is filtered by %s', async (query) => {
      for (const path of ['/beneficiaries', '/beneficiaries/export', '/outpatient-visits', '/inpatient-visits', '/match-candidates']) {
        expectRefusal(await send('GET', `${path}?${query}`, { token: clerk.token }), [400], `${path}?${query}`);
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
    ['a page of 10^9', '/beneficiaries?page=1000000000'], ['a page size of 10^9', '/beneficiaries?pageSize=1000000000'], ['page 0', '/outpatient-visits?page=0'],
    ['page -1', '/inpatient-visits?page=-1'], ['half a page', '/beneficiaries?page=1.5'], ['two pages', '/beneficiaries?page=1&page=2'], ['page [object]', '/beneficiaries?page[a]=1'],
  ])('S51 %s is refused', async (_what, path) => expectRefusal(await send('GET', path, { token: clerk.token }), [400], path));

  const json = (body: string | Buffer, headers: Record<string, string> = {}) => ({ token: clerk.token, body, headers: { 'content-type': 'application/json', ...headers } });

  it.each([
    ['no JSON', '{"name":'], ['nothing', ''], ['a text', '"x"'], ['a list', '[]'], ['null', 'null'], ['a number', '1'],
    ['__proto__', '{"__proto__":{"permissions":["audit:read"]}}'], ['constructor.prototype', '{"constructor":{"prototype":{"x":1}}}'],
    ['a thousand brackets', '['.repeat(5_000)], ['NUL in a name', '{"name":"a\\u0000b","sex":"1","category":["cadre"]}'],
    ['half a surrogate', '{"name":"a\\ud800","sex":"1","category":["cadre"]}'], ['an object for a name', '{"name":{"$ne":null},"sex":"1","category":["cadre"]}'],
    ['a date that never was', '{"name":"张三","sex":"1","category":["cadre"],"birthDate":"2026-02-30"}'],
    ['infinity for a date', '{"name":"张三","sex":"1","category":["cadre"],"birthDate":"infinity"}'],
  ])('S52 S54 %s in a body is refused', async (_what, body) => expectRefusal(await send('POST', '/beneficiaries', json(body)), [400], body.slice(0, 60)));

  it.each([
    'id', 'beneficiaryId', 'rosterNo', 'secrecy', 'confidential', 'origin', 'demo', 'status', 'version', 'createdAt', 'roles', 'permissions', 'careTeam', 'approvedBy',
  ])('S54 nobody sets "%s" of a new person', async (field) => {
    const body = { name: '多填人', sex: '1', idType: '01', idCardNo: idCardOf('1951-02-03'), category: ['cadre'], careLevel: 'L3', [field]: 'V' };
    const answer = await send('POST', '/beneficiaries', json(JSON.stringify(body)));
    expectRefusal(answer, [400], field);
    expect(answer.text).toContain('不支持的字段');
  });

  it('S84 a body above 1 MB is refused, also when its length is not told', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    expectRefusal(await send('POST', '/beneficiaries', json(large, { 'content-length': String(Buffer.byteLength(large)) })), [413], 'length told');
    expectRefusal(await send('POST', '/beneficiaries', json(large, { 'transfer-encoding': 'chunked' })), [413], 'chunked');
  });

  it.each(['text/plain', 'text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'nonsense', 'application/jsonx'])(
    'S16 a body of type %s is refused', async (type) => {
      const answer = await send('POST', '/beneficiaries', { token: clerk.token, body: '{"name":"张三"}', headers: { 'content-type': type } });
      expectRefusal(answer, [400, 415], type);
      expect((await send('POST', '/auth/login', { body: 'username=a&password=b', headers: { 'content-type': type } })).status).not.toBe(500);
    });

  it('S52 rare names and legal rare characters survive', async () => {
    for (const name of ['阿卜杜拉·买买提', "O'Brien", '刘㛃']) {
      const { status, body } = await clerk.post('/beneficiaries', { name, sex: '1', idType: '01', idCardNo: idCardOf('1953-05-06'), category: ['cadre'], careLevel: 'L3' });
      expect({ name, status }).toEqual({ name, status: 200 });
      expect((await clerk.get(`/beneficiaries/${String(body['id'])}`)).body['name']).toBe(name);
    }
  });

  it('S53 signs of a pattern are letters in a search', async () => {
    for (const sign of ['%', '_', '\\', '*', '.*', '[a-z]', '(']) {
      expect((await clerk.get(`/beneficiaries?keyword=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
      expect((await clerk.get(`/beneficiaries?workUnit=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
      expect((await clerk.get(`/outpatient-visits?diagnosis=${encodeURIComponent(sign)}`)).body.total, sign).toBe(0);
    }
  });

  it('S54 a polluted prototype is not there afterwards', () => {
    expect(({} as Record<string, unknown>)['permissions']).toBeUndefined();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
