import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WatchService } from '../../../apps/api/src/features/audit/rules/watch.service.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let auditor: Visitor;
let director: Visitor;
let leaderId: string;
let people: string[];
const look = (): Promise<void> => hospital.app.get(WatchService, { strict: false }).look();
beforeAll(async () => {
  hospital = await startHospital();
  auditor = await hospital.signIn('AUDITOR');
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  await hospital.signIn('HOSPITAL_LEADER', { departmentCode: '100110', staffNo: 'D1' });
  const [leader] = await hospital.database.query<{ id: string }>(`select id from app_user where staff_no = 'D1'`);
  leaderId = leader!.id;
  const bench = new RosterBench(hospital);
  people = [];
  for (let n = 0; n < 60; n += 1) people.push((await bench.enrol({ name: `对象${n}` })).id);
});
afterAll(() => hospital.stop());
beforeEach(async () => {
  await hospital.database.query(`truncate access_trail, audit_finding, notice cascade`);
  await hospital.database.query(`update audit_rule set enabled = true`);
});

interface Act { actor?: string; action?: string; outcome?: string; status?: number; person?: string | null; ip?: string; rows?: number; minutesAgo?: number; at?: string; user?: string }
async function trail(acts: readonly Act[]): Promise<void> {
  for (const { actor = 'curious', action = 'view', outcome = 'allowed', status = 200, person = null, ip = '10.0.0.7', rows = null, minutesAgo = 1, at, user = null } of acts) {
    await hospital.database.query(
      `insert into access_trail (at, actor, user_id, ip, operation, action, beneficiary_ids, row_count, outcome, status)
       values (coalesce($1::timestamptz, now() - make_interval(mins => $2)), $3, $4, $5, 'GET /x', $6, $7, $8, $9, $10)`,
      [at ?? null, minutesAgo, actor, user, ip, action, person ? [person] : null, rows, outcome, status],
    );
  }
}
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
interface Finding { id: string; rule: string; actor: string; value: number; status: string }
const findings = async (rule: string): Promise<Finding[]> => (await auditor.get<{ items: Finding[] }>(`/audit/findings?rule=${rule}`)).body.items;
const noticesOf = async (visitor: Visitor): Promise<string[]> => (await visitor.get<{ items: { title: string }[] }>('/notices')).body.items.map(({ title }) => title);

describe('the rules that watch the trail', () => {
  it('R-95.b 短时大量调阅: 50 different people in ten minutes are told once, 49 are not, the same one fifty times is not', async () => {
    // At night the same reading is two findings.
    await hospital.database.query(`update audit_rule set enabled = false where id = 'night-reading'`);
    await trail([...times(49, (n) => ({ actor: 'below', person: people[n]! })), ...times(50, () => ({ actor: 'same', person: people[0]! })), ...times(50, (n) => ({ actor: 'mass', person: people[n]! }))]);
    await look();
    expect(await findings('many-people')).toMatchObject([{ actor: 'mass', value: 50, status: 'open' }]);
    expect(await noticesOf(auditor)).toEqual(['异常访问：短时大量调阅']);
    expect(await noticesOf(director)).toEqual(['异常访问：短时大量调阅']);
    await trail([{ actor: 'mass', person: people[55]! }]);
    await look();
    expect(await findings('many-people')).toMatchObject([{ actor: 'mass', value: 51 }]);
    expect(await noticesOf(auditor)).toHaveLength(1);
  });

  it('R-95.b 短时大量调阅: what lies before the window does not count', async () => {
    await trail(times(60, (n) => ({ actor: 'slow', person: people[n]!, minutesAgo: n })));
    await look();
    expect(await findings('many-people')).toEqual([]);
  });

  it('R-95.b 夜间大量调阅: twenty people at night are told, by day they are not', async () => {
    const night = await hospital.database.query<{ hour: number }>(`select extract(hour from now() at time zone 'Asia/Shanghai')::int as hour`);
    const isNight = night[0]!.hour >= 22 || night[0]!.hour < 6;
    await hospital.database.query(`update audit_rule set window_minutes = 1440 where id = 'night-reading'`);
    const [{ dark, day }] = (await hospital.database.query<{ dark: string; day: string }>(
      `select max(h) filter (where extract(hour from h at time zone 'Asia/Shanghai') in (22, 23, 0, 1, 2, 3, 4, 5))::text as dark,
         max(h) filter (where extract(hour from h at time zone 'Asia/Shanghai') between 8 and 20)::text as day
       from generate_series(now() - interval '23 hours', now() - interval '1 minute', interval '30 minutes') h`,
    )) as [{ dark: string; day: string }];
    await trail([...times(20, (n) => ({ actor: 'owl', person: people[n]!, at: dark })), ...times(20, (n) => ({ actor: 'lark', person: people[n]!, at: day }))]);
    await look();
    expect((await findings('night-reading')).map(({ actor }) => actor), isNight ? 'night' : 'day').toEqual(['owl']);
    await hospital.database.query(`update audit_rule set window_minutes = 60 where id = 'night-reading'`);
  });

  it('R-95.b 反复越权尝试: twenty refusals of one account; those of strangers belong to another rule', async () => {
    await trail([...times(20, (n) => ({ actor: 'prober', outcome: 'refused', status: n % 2 ? 403 : 404 })), ...times(30, () => ({ actor: '-', outcome: 'refused', status: 401 })), ...times(30, () => ({ actor: 'clumsy', outcome: 'refused', status: 400 }))]);
    await look();
    expect(await findings('refusals')).toMatchObject([{ actor: 'prober', value: 20 }]);
    expect(await noticesOf(director)).toEqual([]);
  });

  it('R-95.b 连续登录失败: five of one account, or twenty of one address over many accounts', async () => {
    await trail([...times(5, () => ({ actor: 'zhang', action: 'sign-in', outcome: 'refused', status: 401, ip: '10.0.0.1' })), ...times(20, (n) => ({ actor: `u${n}`, action: 'sign-in', outcome: 'refused', status: 401, ip: '10.0.0.2' }))]);
    await look();
    expect((await findings('failed-sign-ins')).map(({ actor }) => actor).sort()).toEqual(['zhang', '地址 10.0.0.2']);
  });

  it('R-95.b 大批导出: five exports, or one of five thousand rows', async () => {
    await trail([...times(5, () => ({ actor: 'often', action: 'export', rows: 1 })), { actor: 'much', action: 'export', rows: 5_000 }, ...times(4, () => ({ actor: 'seldom', action: 'export', rows: 10 }))]);
    await look();
    expect((await findings('mass-export')).map(({ actor }) => actor).sort()).toEqual(['much', 'often']);
  });

  it('R-95.b 大量显示号码: ten within an hour', async () => {
    await trail([...times(10, (n) => ({ actor: 'revealer', action: 'reveal', person: people[n]! })), ...times(9, (n) => ({ actor: 'careful', action: 'reveal', person: people[n]! }))]);
    await look();
    expect((await findings('mass-reveal')).map(({ actor }) => actor)).toEqual(['revealer']);
  });

  it('R-95.b 无诊疗关系调阅: people of his own department count for nothing, strangers do; the care office is there for all', async () => {
    const [clerk] = await hospital.database.query<{ id: string }>(`select id from app_user where username = 't.office_director.4001'`);
    for (const id of people.slice(0, 15)) {
      await hospital.database.query(`insert into person_access (beneficiary_id, department_code, reason) values ($1, '100110', 'stay')`, [id]);
    }
    await trail(times(15, (n) => ({ actor: 'leader', user: leaderId, person: people[n]! })));
    await look();
    expect(await findings('no-care-relation')).toEqual([]);
    await trail([...times(10, (n) => ({ actor: 'leader', user: leaderId, person: people[20 + n]! })), ...times(30, (n) => ({ actor: 'office', user: clerk!.id, person: people[20 + n]! }))]);
    await look();
    expect(await findings('no-care-relation')).toMatchObject([{ actor: 'leader', value: 10 }]);
  });

  it('R-95.b 机密档案访问: the first opening is told, the second of the same day is not told again', async () => {
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [people[59]]);
    await trail([{ actor: 'leader', person: people[59]! }]);
    await look();
    await trail([{ actor: 'leader', person: people[59]! }]);
    await look();
    expect(await findings('confidential')).toMatchObject([{ actor: 'leader' }]);
    const told = await noticesOf(auditor);
    expect(told).toEqual(['异常访问：机密档案访问']);
    const [notice] = await hospital.database.query<{ body: string }>('select body from notice');
    expect(notice!.body).not.toMatch(/对象\d|[0-9a-f]{8}-/);
  });

  it('R-95.b a threshold that the auditor changed holds at the next look, a rule that is off is silent', async () => {
    const changed = await auditor.put('/audit/rules/mass-reveal', { enabled: true, threshold: 3, windowMinutes: 30, reason: '加强管理' });
    expect(changed.status).toBe(204);
    await trail(times(3, (n) => ({ actor: 'few', action: 'reveal', person: people[n]! })));
    await look();
    expect((await findings('mass-reveal')).map(({ actor }) => actor)).toEqual(['few']);
    await auditor.put('/audit/rules/refusals', { enabled: false, threshold: 20, windowMinutes: 10, reason: '暂停' });
    await trail(times(40, () => ({ actor: 'prober', outcome: 'refused', status: 403 })));
    await look();
    expect(await findings('refusals')).toEqual([]);
    expect((await director.put('/audit/rules/refusals', { enabled: false, threshold: 20, windowMinutes: 10, reason: '暂停' })).status).toBe(403);
    const [log] = await hospital.database.query<{ before: { threshold: number } }>(`select before from change_log where table_name = 'audit_rule' and row_id = 'mass-reveal' order by seq desc limit 1`);
    expect(log!.before.threshold).toBe(10);
  });

  it('R-95.b a finding is dealt with once, by name and with a note', async () => {
    await trail(times(10, (n) => ({ actor: 'revealer', action: 'reveal', person: people[n]! })));
    await look();
    const [finding] = await findings('mass-reveal');
    const decision = { status: 'explained', note: '集中核对号码' };
    const both = await Promise.all([auditor.post(`/audit/findings/${finding!.id}/decide`, decision), auditor.post(`/audit/findings/${finding!.id}/decide`, decision)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
    expect(await findings('mass-reveal')).toMatchObject([{ status: 'explained', handledBy: 't.auditor', note: '集中核对号码' }]);
    await look();
    expect(await findings('mass-reveal')).toHaveLength(1);
  });
});
