import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf } from '../../support/people.js';
import { expectRefusal, send } from './raw-request.js';

let hospital: TestHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const ask = (method: string, path: string, options: Parameters<typeof send>[3]) =>
  send(hospital.url, method, path, options);

describe('hostile bodies', () => {
  const json = (body: string | Buffer, headers: Record<string, string> = {}) => ({
    token: clerk.token,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

  it.each([
    ['no JSON', '{"name":'],
    ['nothing', ''],
    ['a text', '"x"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ['__proto__', '{"__proto__":{"permissions":["audit:read"]}}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"x":1}}}'],
    ['a thousand brackets', '['.repeat(5_000)],
    ['NUL in a name', '{"name":"a\\u0000b","sex":"1","category":["cadre"]}'],
    ['half a surrogate', '{"name":"a\\ud800","sex":"1","category":["cadre"]}'],
    ['an object for a name', '{"name":{"$ne":null},"sex":"1","category":["cadre"]}'],
    ['a date that never was', '{"name":"张三","sex":"1","category":["cadre"],"birthDate":"2026-02-30"}'],
    ['infinity for a date', '{"name":"张三","sex":"1","category":["cadre"],"birthDate":"infinity"}'],
  ])('S52 S54 %s in a body is refused', async (_what, body) =>
    expectRefusal(await ask('POST', '/beneficiaries', json(body)), [400], body.slice(0, 60)),
  );

  it.each([
    'id',
    'beneficiaryId',
    'rosterNo',
    'secrecy',
    'confidential',
    'origin',
    'demo',
    'status',
    'version',
    'createdAt',
    'roles',
    'permissions',
    'careTeam',
    'approvedBy',
  ])('S54 nobody sets "%s" of a new person', async (field) => {
    const body = {
      name: '多填人',
      sex: '1',
      idType: '01',
      idCardNo: idCardOf('1951-02-03'),
      category: ['cadre'],
      careLevel: 'L3',
      [field]: 'V',
    };
    const answer = await ask('POST', '/beneficiaries', json(JSON.stringify(body)));
    expectRefusal(answer, [400], field);
    expect(answer.text).toContain('不支持的字段');
  });

  it('S84 a body above 1 MB is refused, also when its length is not told', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    expectRefusal(
      await ask('POST', '/beneficiaries', json(large, { 'content-length': String(Buffer.byteLength(large)) })),
      [413],
      'length told',
    );
    expectRefusal(
      await ask('POST', '/beneficiaries', json(large, { 'transfer-encoding': 'chunked' })),
      [413],
      'chunked',
    );
  });

  it.each([
    'text/plain',
    'text/xml',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'nonsense',
    'application/jsonx',
  ])('S16 a body of type %s is refused', async (type) => {
    const answer = await ask('POST', '/beneficiaries', {
      token: clerk.token,
      body: '{"name":"张三"}',
      headers: { 'content-type': type },
    });
    expectRefusal(answer, [400, 415], type);
    expect(
      (await ask('POST', '/auth/login', { body: 'username=a&password=b', headers: { 'content-type': type } })).status,
    ).not.toBe(500);
  });

  it('S52 rare names and legal rare characters survive', async () => {
    for (const name of ['阿卜杜拉·买买提', "O'Brien", '刘㛃']) {
      const { status, body } = await clerk.post('/beneficiaries', {
        name,
        sex: '1',
        idType: '01',
        idCardNo: idCardOf('1953-05-06'),
        category: ['cadre'],
        careLevel: 'L3',
      });
      expect({ name, status }).toEqual({ name, status: 200 });
      expect((await clerk.get(`/beneficiaries/${String(body['id'])}`)).body['name']).toBe(name);
    }
  });

  it('S54 a polluted prototype is not there afterwards', () => {
    expect(({} as Record<string, unknown>)['permissions']).toBeUndefined();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
