import { createHmac } from 'node:crypto';
import type { IdentityService } from '@cadre/simulators/identity-service';
import { openWecom } from '@cadre/simulators/wecom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountsService } from '../../apps/api/src/features/auth/accounts.service.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { type Account, accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** What a telephone shows for the secret that was typed into it. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + steps, 4);
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

journey('signing in, and what protects an account', () => {
  let hospital: TestHospital;
  let wecom: IdentityService;
  let browser: Browser;
  let nurse: Seat;
  let guard: Seat;
  let nurseAccount: Account;
  let guardAccount: Account;
  let secret: string;
  let recoveryCode: string;

  beforeAll(async () => {
    // The address that people come back to has to be known before the server runs.
    const port = await freePort();
    wecom = await openWecom(0, { corpId: 'ww-test', secret: 'wecom-test-secret' }, [{ id: 'newcomer', name: '新护士（模拟）' }]);
    const base = `http://127.0.0.1:${wecom.port}`;
    hospital = await startHospital({
      WEB_DIR, DEMO: '0', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, WECOM_BASE_URL: base, WECOM_LOGIN_URL: base,
      WECOM_CORP_ID: 'ww-test', WECOM_AGENT_ID: '1000001', WECOM_SECRET: 'wecom-test-secret',
    });
    const made = { username: 'e2e.newcomer', name: '新护士', role: 'NURSE', departmentCode: '100110', staffNo: 'N7001', demo: false };
    const password = await hospital.app.get(AccountsService, { strict: false }).make(made, { mustChange: true });
    nurseAccount = { username: made.username, password };
    guardAccount = await accountOf(hospital, 'SEC_ADMIN', {});
    browser = await startBrowser();
    nurse = await takeSeat(browser, hospital.url);
    guard = await takeSeat(browser, hospital.url, { width: 1920, height: 1080 });
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
    await wecom?.close();
  });

  const enter = async (page: Page, { username, password }: Account) => {
    await page.goto(hospital.url);
    await page.locator('input[name=username]').fill(username);
    await page.locator('input[name=password]').fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
  const menu = (page: Page) => page.getByRole('navigation', { name: '主菜单' });
  const unlock = async (page: Page, password: string) => {
    const cover = page.getByRole('dialog', { name: '页面已锁定' });
    await cover.getByLabel('登录密码或动态验证码').fill(password);
    await cover.getByRole('button', { name: '解锁' }).click();
    await cover.waitFor({ state: 'detached' });
  };

  it('R-71.c leads a newcomer to a password of her own, tells what is wrong with it, and then to her work', async () => {
    const { page } = nurse;
    await enter(page, nurseAccount);
    await page.getByRole('heading', { name: '请先修改密码' }).waitFor();
    await page.getByLabel('密码要求').getByText('90 天').waitFor();
    const change = async (password: string) => {
      await page.getByLabel('当前密码').fill(nurseAccount.password);
      await page.getByLabel('新密码', { exact: true }).fill(password);
      await page.getByLabel('再次输入新密码').fill(password);
      await page.getByRole('button', { name: '修改密码' }).click();
    };
    await change('Password123!');
    await page.getByText('过于常见').waitFor();
    await nurse.photograph('sign-in-1-first');
    await change('Tree-37-house');
    nurseAccount = { ...nurseAccount, password: 'Tree-37-house' };
    await menu(page).waitFor();
    expect(await page.getByRole('heading', { name: '请先修改密码' }).count()).toBe(0);
  });

  it('S08 leads the security administrator to an authenticator, drawn without asking anybody, and gives recovery codes once', async () => {
    const { page } = guard;
    await enter(page, guardAccount);
    await page.getByRole('heading', { name: '请先绑定身份验证器' }).waitFor();
    await page.getByRole('button', { name: '开始绑定' }).click();
    await page.locator('canvas').waitFor();
    secret = await page.locator('.enrolment code').innerText();
    await guard.photograph('sign-in-2-authenticator');
    await page.getByLabel('验证器上的 6 位数字').fill(codeOf(secret));
    await page.getByRole('button', { name: '确认绑定' }).click();
    const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    recoveryCode = (await codes.first().innerText()).trim();
    await page.getByRole('button', { name: '已保存，继续' }).click();
    await menu(page).waitFor();
    expect(guard.strayed).toEqual([]);
  });

  it('S08 S68 asks for the code at the next sign-in, and takes a recovery code in its stead', async () => {
    const again = await takeSeat(browser, hospital.url);
    await enter(again.page, guardAccount);
    await again.page.locator('input[name=code]').fill(recoveryCode);
    await again.page.getByRole('button', { name: '验证并登录' }).click();
    await menu(again.page).waitFor();
    await again.leave();
  });

  it('R-95.a shows the security administrator who is here, and sends somebody out at once', async () => {
    const { page } = guard;
    await menu(page).getByText('在线会话').click();
    const row = page.getByRole('table', { name: '在线会话' }).getByRole('row').filter({ hasText: 'e2e.newcomer' });
    await row.getByText('护士', { exact: true }).waitFor();
    await guard.photograph('sign-in-3-online');
    await row.getByRole('button', { name: '强制下线' }).click();
    await page.getByRole('button', { name: '下线', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await nurse.page.getByRole('dialog', { name: '登录已过期，请重新登录' }).waitFor();
    await nurse.page.locator('input[name=password]').fill(nurseAccount.password);
    await nurse.page.getByRole('button', { name: '登录', exact: true }).click();
    await menu(nurse.page).waitFor();
  });

  it('S10 shows everybody where he is signed in, and the nurse no page of the administrators', async () => {
    const { page } = nurse;
    expect(await menu(page).getByText('在线会话').count()).toBe(0);
    await page.locator('.user-open').click();
    await page.getByRole('link', { name: '账号安全' }).click();
    await page.getByRole('table', { name: '我的会话' }).getByText('本会话').waitFor();
    await nurse.calm();
    await nurse.photograph('sign-in-4-security');
  });

  it('covers the page when it is told to, also after it was loaded anew, and shows it again as it was', async () => {
    const { page } = nurse;
    await page.locator('.user-open').click();
    await page.getByRole('button', { name: '锁定页面' }).click();
    await page.getByRole('dialog', { name: '页面已锁定' }).waitFor();
    await nurse.photograph('sign-in-5-locked');
    await page.reload();
    await page.getByRole('dialog', { name: '页面已锁定' }).waitFor();
    await unlock(page, nurseAccount.password);
    await page.getByRole('heading', { name: '账号安全' }).waitFor();
  });

  it('covers the page by itself after a quarter of an hour without a hand on it, and warns a minute before', async () => {
    const seat = await takeSeat(browser, hospital.url);
    await seat.page.clock.install();
    await seat.signIn(nurseAccount);
    await seat.page.clock.fastForward('14:20');
    await seat.page.getByText('秒后锁定页面').waitFor();
    await seat.page.clock.fastForward('00:50');
    await unlock(seat.page, nurseAccount.password);
    await seat.leave();
  });

  it('carries name and staff number over every page while the parameter says so', async () => {
    const marks = nurse.page.locator('[style*="background-image: url"]');
    await marks.first().waitFor({ state: 'attached' });
    await hospital.database.query(`insert into parameter (id, value, changed_by) values ('display.watermark', 'false', 'test')`);
    await expect.poll(async () => {
      await nurse.page.reload();
      await menu(nurse.page).waitFor();
      return marks.count();
    }, { timeout: 15_000, interval: 1_500 }).toBe(0);
  });

  /** what the directory calls her otherwise, taken over by herself. */
  async function takesName(seat: Seat): Promise<void> {
    await seat.page.goto(`${hospital.url}/me/security`);
    const bindings = seat.page.getByRole('region', { name: '身份绑定' });
    await bindings.getByText('→ 新护士（模拟）').waitFor();
    await bindings.getByText('→ 新护士（模拟）').scrollIntoViewIfNeeded();
    await seat.photograph('sign-in-7-wecom-profile');
    await bindings.getByRole('button', { name: /采\s*用/ }).click();
    await bindings.getByText('→ 新护士（模拟）').waitFor({ state: 'detached' });
    const [row] = await hospital.database.query('select name from app_user where username = $1', [nurseAccount.username]);
    expect(row).toEqual({ name: '新护士（模拟）' });
  }

  it('R-75.a R-82.a asks for the password once after the first scan, and after the second scan for nothing', async () => {
    for (const time of ['first', 'second']) {
      const seat = await takeSeat(browser, hospital.url);
      await seat.page.goto(hospital.url);
      await seat.page.getByRole('button', { name: '企业微信扫码登录' }).click();
      await seat.page.getByRole('link', { name: '用 新护士（模拟） 的手机扫码' }).click();
      if (time === 'first') {
        await seat.page.getByText('尚未绑定本系统账号').waitFor();
        await seat.photograph('sign-in-6-bind');
        await seat.page.locator('input[name=username]').fill(nurseAccount.username);
        await seat.page.locator('input[name=password]').fill(nurseAccount.password);
        await seat.page.getByRole('button', { name: '绑定并登录' }).click();
      }
      await menu(seat.page).waitFor();
      expect(new URL(seat.page.url()).search).toBe('');
      if (time === 'second') await takesName(seat);
      await seat.leave();
    }
  });
});
