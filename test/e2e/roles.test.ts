import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESET_ROLES } from '../../apps/api/src/features/rbac/roles.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { hindrances, overhang } from './page-check.js';
import { type ReadingHospital, startReadingHospital } from '../support/reading-hospital.js';

const WARD = '100110';
/** Written down here and not read from the product: what each page asks for, by the site map of the house. */
const PAGES = [
  { path: '/', title: '工作台', permission: null },
  { path: '/beneficiaries', title: '对象名册', permission: 'beneficiary:read' },
  { path: '/alerts', title: '关注提醒', permission: 'beneficiary:read' },
  { path: '/archives', title: '健康档案', permission: 'archive:read' },
  { path: '/archive-templates', title: '档案模板', permission: 'archive:template' },
  { path: '/archive-rules', title: '诊断规则', permission: 'archive:read' },
  { path: '/deliveries', title: '档案发送记录', permission: 'archive:send' },
  { path: '/matching', title: '待匹配与冲突', permission: 'match:read' },
  { path: '/recalls', title: '复查与随访', permission: 'recall:read' },
  { path: '/people-roles', title: '固定服务对象', permission: 'role:people' },
  { path: '/emergency', title: '紧急访问', permission: 'confidential:emergency' },
  { path: '/confidential', title: '机密访问记录', permission: 'confidential:review' },
  { path: '/clearances', title: '机密用户', permission: 'clearance:read' },
  { path: '/clearances/proposals', title: '机密授权审批', permission: 'clearance:read' },
  { path: '/outpatient', title: '门诊记录', permission: 'visit:read' },
  { path: '/inpatient', title: '住院记录', permission: 'visit:read' },
  { path: '/board', title: '在院看板', permission: 'visit:read' },
  { path: '/arrivals', title: '今日到院', permission: 'visit:read' },
  { path: '/checkups', title: '体检记录', permission: 'checkup:read' },
  { path: '/registrations', title: '挂号信息', permission: 'registration:read' },
  { path: '/receptions', title: '接待记录', permission: 'reception:read' },
  { path: '/receptions/mine', title: '我的接待', permission: 'reception:write' },
  { path: '/missions', title: '保健任务', permission: 'mission:read' },
  { path: '/duty-logs', title: '体检现场', permission: 'reception:read' },
  { path: '/labs', title: '检验报告', permission: 'lab:read' },
  { path: '/exams', title: '检查与影像', permission: 'exam:view' },
  { path: '/abnormal', title: '异常关注', permission: 'lab:read' },
  { path: '/stats/workload', title: '全院工作量', permission: 'stats:read' },
  { path: '/stats/staff', title: '医护接待量', permission: 'reception:read' },
  { path: '/stats/reports', title: '工作报告', permission: 'report:read' },
  { path: '/sync', title: '同步总览', permission: 'sync:read' },
  { path: '/sync/runs', title: '运行记录', permission: 'sync:read' },
  { path: '/sync/failures', title: '失败记录', permission: 'sync:read' },
  { path: '/sync/tasks', title: '重试任务', permission: 'sync:read' },
  { path: '/sync/reconciliation', title: '对账', permission: 'sync:read' },
  { path: '/sync/scans', title: '全量核对', permission: 'sync:read' },
  { path: '/sync/codes', title: '代码对照', permission: 'sync:read' },
  { path: '/sync/sources', title: '数据源', permission: 'sync:read' },
  { path: '/sync/connect', title: '接入向导', permission: 'sync:configure' },
  { path: '/sync/alarms', title: '报警规则', permission: 'sync:read' },
  { path: '/sync/assets', title: '数据资产', permission: 'asset:read' },
  { path: '/users', title: '用户', permission: 'user:read' },
  { path: '/staff', title: '人员', permission: 'staff:read' },
  { path: '/departments', title: '科室', permission: 'department:read' },
  { path: '/user-mappings', title: '工号对照', permission: 'user:read' },
  { path: '/provisioning', title: '自动建号', permission: 'user:provision' },
  { path: '/system/parameters', title: '系统参数', permission: 'parameter:read' },
  { path: '/system/dictionaries', title: '字典', permission: 'dictionary:write' },
  { path: '/system/restricted-words', title: '限制词', permission: 'clearance:words' },
  { path: '/roles', title: '角色权限', permission: 'role:read' },
  { path: '/rights-changes', title: '权限变更', permission: 'role:read' },
  { path: '/system/audit', title: '审计', permission: 'audit:read' },
  { path: '/system/sign-ins', title: '登录日志', permission: 'audit:read' },
  { path: '/system/findings', title: '异常访问', permission: 'audit:read' },
  { path: '/system/audit-rules', title: '异常访问规则', permission: 'audit:read' },
  { path: '/system/events', title: '系统事件', permission: 'system:read' },
  { path: '/system/health', title: '系统健康', permission: 'system:read' },
  { path: '/sessions', title: '在线会话', permission: 'session:read' },
] as const;
const RECORD_PARTS = {
  '': '概览', '/timeline': '时间轴', '/labs': '检验', '/visits': '就诊', '/checkups': '体检', '/orders': '医嘱处方', '/notes': '病历文书', '/surgeries': '手术会诊',
};
const VISITS = ['门诊记录', '住院记录', '在院看板', '今日到院', '挂号信息'];
const CLINICAL = ['门诊记录', '住院记录', '在院看板', '今日到院', '体检记录', '挂号信息'];
const RECEPTION = ['接待记录', '我的接待', '保健任务', '体检现场'];
const FIGURES = ['全院工作量', '医护接待量'];
const RESULTS = ['检验报告', '检查与影像', '异常关注'];
const CARE = ['工作台', '对象名册', '关注提醒', '健康档案', '诊断规则', '复查与随访', ...CLINICAL, ...RECEPTION, ...RESULTS];
const ARCHIVES = ['健康档案', '档案模板', '诊断规则', '档案发送记录'];
const DOCTORS = ['工作台', '对象名册', '关注提醒', ...ARCHIVES, '复查与随访', ...CLINICAL, ...RECEPTION, ...RESULTS];
const READING = CARE.filter((title) => title !== '我的接待');
const SYNC = ['同步总览', '运行记录', '失败记录', '重试任务', '对账', '全量核对', '代码对照', '数据源'];
const OFFICE = ['工作台', '对象名册', '关注提醒', ...ARCHIVES, '待匹配与冲突', '复查与随访', ...CLINICAL, ...RECEPTION, ...RESULTS, ...FIGURES, '工作报告', ...SYNC, '报警规则', '数据资产'];
const after = (list: readonly string[], item: string, more: readonly string[]): string[] => list.flatMap((one) => (one === item ? [one, ...more] : [one]));
const LEADING = ['机密访问记录', '机密事项确认', '机密用户', '机密授权审批'];
/** Who sees which part of the menu, in the words of the requirements; the office reads the state of the sources. */
const MENUS: Readonly<Record<string, readonly string[]>> = {
  HOSPITAL_LEADER: after([...READING, ...FIGURES, '工作报告', '数据资产'], '复查与随访', LEADING),
  OFFICE_DIRECTOR: after(after([...OFFICE, '人员', '科室'], '待匹配与冲突', ['固定服务对象']), '复查与随访', LEADING),
  OFFICE_STAFF: OFFICE,
  DEPT_DIRECTOR: after([...DOCTORS.filter((title) => title !== '我的接待'), ...FIGURES], '复查与随访', ['机密事项确认']),
  HEAD_NURSE: [...CARE, ...FIGURES],
  DOCTOR: after([...DOCTORS, ...FIGURES], '档案发送记录', ['紧急访问']),
  NURSE: [...CARE, '医护接待量'],
  GUIDE: ['工作台', ...VISITS],
  SYS_ADMIN: ['工作台', ...SYNC, '接入向导', '报警规则', '用户', '人员', '科室', '工号对照', '系统参数', '字典', '角色权限', '权限变更', '系统事件', '系统健康'],
  SEC_ADMIN: after(['工作台', '自动建号', '限制词', '角色权限', '权限变更', '在线会话'], '工作台', ['机密用户', '机密授权审批']),
  AUDITOR: ['工作台', '角色权限', '权限变更', '审计', '登录日志', '异常访问', '异常访问规则'],
};

journey('what each role is shown', () => {
  let hospital: ReadingHospital;
  let browser: Browser;
  let someone: string;
  let item: string;

  beforeAll(async () => {
    hospital = await startReadingHospital({ size: 'quick', environment: { WEB_DIR, SYNC_EVERY_SECONDS: '5' } });
    await hospital.settled();
    const [row] = await hospital.database.query<{ id: string; item: string }>(
      `select b.id, min(l.identity_code) as item from beneficiary b join lab_result l on l.beneficiary_id = b.id join checkup c on c.beneficiary_id = b.id
       where b.secrecy = 'N' and b.status = 'active' group by b.id order by count(distinct l.report_id) desc, b.id limit 1`);
    ({ id: someone, item } = row!);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  /** Goes to an address without loading the shell again, as Back and Forward do, and waits until the page has said what it has to say. */
  async function goTo(seat: Seat, path: string): Promise<void> {
    await seat.page.evaluate((address) => {
      history.pushState({}, '', address);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, path);
    await arrived(seat);
  }

  /** Types an address. */
  async function typeAddress(seat: Seat, path: string): Promise<void> {
    await seat.page.goto(hospital.url + path);
    await arrived(seat);
  }

  async function arrived(seat: Seat): Promise<void> {
    await seat.page.locator(':is(main h1, main h2, main .list-state, main .banner):visible').first().waitFor();
    await seat.page.waitForFunction(() => [...document.querySelectorAll('.starting, .list-skeleton')].every((one) => !one.checkVisibility()));
  }

  const refusal = (seat: Seat) => seat.page.locator('main').getByText('无权查看', { exact: true }).filter({ visible: true });

  it('knows every role that an installation starts with', () => {
    expect(Object.keys(MENUS).toSorted()).toEqual(PRESET_ROLES.map(({ code }) => code).toSorted());
  });

  describe.each(PRESET_ROLES.map(({ code, name, permissions }) => ({ code, name, permissions })))('$name', ({ code, permissions }) => {
    let seat: Seat;
    beforeAll(async () => {
      seat = await takeSeat(browser, hospital.url);
      await seat.signIn(await accountOf(hospital, code, { departmentCode: WARD, ...(code === 'DOCTOR' && { staffNo: '10011001' }) }));
    });
    afterAll(() => seat?.leave());

    it(`G-P.a finds in the menu what ${code} may open, and nothing else`, async () => {
      const links = seat.page.getByRole('navigation', { name: '主菜单' }).getByRole('link');
      expect((await links.allInnerTexts()).map((text) => text.trim())).toEqual(MENUS[code]);
    });

    const forbidden = PAGES.find(({ permission }) => permission !== null && !permissions.includes(permission));
    if (forbidden) {
      it(`G-P.a ${code} is refused by name when he types the address of what is not his`, async () => {
        await typeAddress(seat, forbidden.path);
        await refusal(seat).waitFor();
        expect(await seat.page.getByRole('table').count()).toBe(0);
      });
    }

    it(`G-P.a G-E R-106.a ${code} opens his pages without a fault and is refused the others by name`, async () => {
      for (const { path, title, permission } of [...PAGES, { path: `/p/${someone}/labs`, title: '', permission: 'beneficiary:read' as const }]) {
        await goTo(seat, path);
        if (permission === null || permissions.includes(permission)) {
          if (title) await seat.page.locator('main').getByRole('heading', { name: title }).filter({ visible: true }).first().waitFor();
          expect(await refusal(seat).count(), path).toBe(0);
        } else {
          await refusal(seat).waitFor();
          expect(await seat.page.locator('main table').filter({ visible: true }).count(), path).toBe(0);
        }
        expect(await overhang(seat.page), `${path} is wider than its window`).toBeLessThanOrEqual(0);
      }
      // Who is not within one's rights is told as not there; the browser itself notes that answer in its console.
      expect(seat.complaints.filter((line) => !/status of 404 .*\/api\/v1\/beneficiaries\//.test(line))).toEqual([]);
      expect(seat.strayed).toEqual([]);
    });
  });

  describe('for everybody', () => {
    let seat: Seat;
    beforeAll(async () => {
      seat = await takeSeat(browser, hospital.url);
    });
    afterAll(() => seat?.leave());

    it('the check of hindrances sees a page that has some', async () => {
      await seat.page.setContent('<html><body><img src="data:,"><button></button><p style="color:#aaa;background:#fff">灰</p></body></html>');
      expect((await hindrances(seat.page)).join()).toMatch(/button-name.*/s);
      await seat.page.setContent('<div style="width:3000px">宽</div>');
      expect(await overhang(seat.page)).toBeGreaterThan(1_000);
    });

    it('ux-1.4 the sign-in page hinders nobody', async () => {
      await seat.page.goto(hospital.url);
      await seat.page.locator('input[name=username]').waitFor();
      expect(await hindrances(seat.page)).toEqual([]);
      expect(await overhang(seat.page)).toBeLessThanOrEqual(0);
    });

    it('ux-1.4 no page of the clerk hinders anybody', async () => {
      await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
      const found: string[] = [];
      const parts = Object.entries(RECORD_PARTS).map(([part, title]) => ({ path: `/p/${someone}${part}`, sign: seat.page.getByRole('region', { name: title }) }));
      const routes = [
        ...PAGES.filter(({ title }) => OFFICE.includes(title)).map(({ path, title }) => ({ path, sign: seat.page.getByRole('heading', { name: title }) })),
        ...parts,
        { path: `/p/${someone}/labs?items=${item}`, sign: seat.page.getByRole('table', { name: /图中数据/ }) },
        { path: '/no/such/page', sign: seat.page.getByText('没有这个页面') },
      ];
      for (const { path, sign } of routes) {
        await goTo(seat, path);
        await sign.filter({ visible: true }).first().waitFor();
        await seat.calm();
        await arrived(seat);
        found.push(...(await hindrances(seat.page)).map((line) => `${path}  ${line}`));
        const side = await overhang(seat.page);
        if (side > 0) found.push(`${path}  ${side} px too wide`);
        await seat.photograph(`page${path.replace(someone, 'someone').replaceAll(/[^a-z]/g, '-')}`);
      }
      expect(found).toEqual([]);
    });
  });
});
