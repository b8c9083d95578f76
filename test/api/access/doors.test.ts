import { request } from 'node:http';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsService } from '../../../apps/api/src/features/auth/accounts.service.js';
import { startHospital, startOn, type TestHospital, visitor, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { leftBy } from '../audit/trail-rows.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'everything';
  }
}

@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

let hospital: TestHospital;
let clerk: Visitor;
let personId: string;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  ({ id: personId } = await new RosterBench(hospital).enrol({ name: '门里人' }));
});
afterAll(() => hospital.stop());

/** With just these headers: fetch would add its own. Answers when the first of the answer is there, which may have no end. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; type: string }> {
  return new Promise((done, failed) => {
    const asked = request(`${hospital.url}/api/v1${path}`, { headers: { authorization: `Bearer ${clerk.token}`, ...headers } }, (answer) => {
      done({ status: answer.statusCode!, type: String(answer.headers['content-type']) });
      answer.destroy();
    });
    asked.once('error', failed).end();
  });
}
const rowOf = async (path: string, headers: Readonly<Record<string, string>>) => (await leftBy(hospital, () => ask(path, headers))).rows.at(-1)!;

describe('every request comes in by one door', () => {
  it('S30 with an address that somebody forgot to declare the server does not open at all', async () => {
    await expect(startOn(hospital.database, {}, [ForgottenModule])).rejects.toThrow('ForgottenController.read');
  });

  it('R-71.c S30 who is not known is asked to sign in, who has a duty does that first, who has no right is told which', async () => {
    for (const token of ['', 'x.y.z', `${clerk.token!.slice(0, -3)}AAA`]) expect((await visitor(hospital.url, token).get('/beneficiaries')).status).toBe(401);
    const accounts = hospital.app.get(AccountsService, { strict: false });
    const given = { username: 'duty.nurse', name: '新来护士', role: 'NURSE', departmentCode: '100110', staffNo: null, demo: false };
    const password = await accounts.make(given, { mustChange: true });
    const { body } = await hospital.stranger.post<{ accessToken: string }>('/auth/login', { username: 'duty.nurse', password });
    const fresh = visitor(hospital.url, body.accessToken);
    for (const path of ['/beneficiaries', '/parameters']) expect((await fresh.get(path)).body).toMatchObject({ status: 403, code: 'PASSWORD_CHANGE_REQUIRED' });
    expect((await fresh.get('/me/security')).status).toBe(200);
    expect((await clerk.get('/parameters')).body).toMatchObject({ status: 403, code: 'FORBIDDEN', detail: expect.stringContaining('参数') });
    expect((await clerk.get('/me/permissions')).status).toBe(200);
  });

  it('S72 the trail has what was asked, of whom, and from which device, however that calls itself', async () => {
    const path = `/beneficiaries/${personId}/visits?page=1&pageSize=10`;
    const row = await rowOf(path, { 'user-agent': 'Ward-Tablet' });
    expect(row).toMatchObject({ device: 'Ward-Tablet', asked: { id: personId, page: '1', pageSize: '10' } });
    expect(await rowOf(path, {})).toMatchObject({ device: '' });
    expect(await rowOf(path, { 'user-agent': 'x'.repeat(500) })).toMatchObject({ device: 'x'.repeat(200) });
  });

  it('S11 a page that asks by itself, or listens, keeps no session alive; whoever works does', async () => {
    const idle = async (act: () => Promise<unknown>): Promise<boolean> => {
      await hospital.database.query(`update session set active_at = now() - interval '5 minutes'`);
      await act();
      const [row] = await hospital.database.query<{ idle: boolean }>(
        `select bool_and(active_at < now() - interval '4 minutes') as idle from session where user_id = (select id from app_user where username = 't.office_staff.4001')`,
      );
      return row!.idle;
    };
    expect(await idle(() => ask('/me', { 'x-background': '1' }))).toBe(true);
    expect(await idle(() => ask('/live'))).toBe(true);
    expect(await idle(() => ask('/me'))).toBe(false);
    expect(await idle(() => ask('/me', { 'x-background': '0' }))).toBe(false);
  });

  it('G-X.e a list comes as CSV for whoever asks for just that, else as a workbook', async () => {
    const type = async (accept?: string) => (await ask('/beneficiaries/export', accept === undefined ? {} : { accept })).type;
    expect(await type('text/csv')).toContain('text/csv');
    expect(await type('TEXT/CSV; charset=utf-8')).toContain('text/csv');
    for (const accept of [undefined, '*/*', 'application/json, text/csv', 'text/csvx']) expect(await type(accept)).toContain('spreadsheetml');
  });
});
