import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { insertRows, stay } from '../support/facts.js';
import { RosterBench } from '../support/people.js';
import { hindrances, overhang } from './page-check.js';

journey('机密 people in the hands of those who may', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let bench: RosterBench;
  let secret: { id: string };
  const seats: Seat[] = [];

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    bench = new RosterBench(hospital);
    secret = await bench.enrol({ name: '机密某', aliasName: '保健零壹', secrecy: 'V', phone: '13700001111' }, { department: '100110' });
    await bench.enrol({ name: '普通某' }, { department: '100110' });
    await insertRows(hospital.database, 'visit', [stay({ id: secret.id, name: '' }, { confidential: true, medical_record_no: 'BA700001' })]);
    browser = await startBrowser();
  });
  afterAll(async () => {
    for (const seat of seats) await seat.leave();
    await browser?.close();
    await hospital?.stop();
  });

  async function sit(role: string, where: { departmentCode?: string; staffNo?: string } = {}): Promise<Seat> {
    const seat = await takeSeat(browser, hospital.url);
    seats.push(seat);
    await seat.signIn(await accountOf(hospital, role, where));
    return seat;
  }
  async function fits(seat: Seat, name: string): Promise<void> {
    await seat.calm();
    await seat.photograph(`secrecy-${name}`);
    expect([await hindrances(seat.page), await overhang(seat.page)], name).toEqual([[], 0]);
  }

  it('R-81.b a clearance is asked for by the care office and approved by the security administrator', async () => {
    await accountOf(hospital, 'HOSPITAL_LEADER');
    const office = await sit('OFFICE_DIRECTOR', { departmentCode: '4001' });
    await office.page.goto(`${hospital.url}/clearances`);
    await office.page.getByRole('button', { name: '提请授权' }).first().click();
    await office.page.getByRole('combobox', { name: '授权给' }).fill('hospital_leader');
    await office.page.locator('.ant-select-item-option').first().click();
    await office.page.getByLabel('截止（含当日）').fill('20261231');
    await office.page.keyboard.press('Enter');
    await office.page.getByLabel('理由').fill('分管干部保健工作');
    await office.calm();
    await office.photograph('secrecy-propose');
    await office.page.getByRole('button', { name: /^提\s*请$/ }).click();
    await office.page.getByText('已提请').waitFor();
    const security = await sit('SEC_ADMIN');
    await security.page.goto(`${hospital.url}/clearances/proposals`);
    await security.page.getByRole('button', { name: /^同\s*意$/ }).first().click();
    await fits(security, 'approve');
    await security.page.locator('.ant-drawer-footer').getByRole('button', { name: /^同\s*意$/ }).click();
    await security.page.getByText('已完成').waitFor();
    await security.page.goto(`${hospital.url}/clearances`);
    await security.page.getByText('分管干部保健工作').first().waitFor();
    await fits(security, 'clearances');
  });

  it('R-85 the leader sees a placeholder, opens it with a reason, reads it in a red frame, and ends it', async () => {
    const leader = await sit('HOSPITAL_LEADER');
    await bench.clear('e2e.hospital_leader');
    await leader.page.goto(`${hospital.url}/beneficiaries`);
    await leader.page.getByText('保健零壹').waitFor();
    expect(await leader.page.getByText('机密某').count()).toBe(0);
    await fits(leader, 'roster');
    await leader.page.goto(`${hospital.url}/p/${secret.id}`);
    await leader.page.getByRole('heading', { name: '这是机密档案' }).waitFor();
    await fits(leader, 'gate');
    await leader.page.getByLabel('查看理由').fill('会诊前了解病情');
    await leader.page.getByRole('button', { name: '打开机密档案' }).click();
    await leader.page.getByText('机密 · 机密档案已打开').waitFor();
    await fits(leader, 'opened');
    await leader.page.goto(`${hospital.url}/p/${secret.id}/secrecy`);
    await leader.page.getByRole('heading', { name: '照护团队' }).waitFor();
    await fits(leader, 'care-team');
    await leader.page.getByRole('button', { name: '设定密级' }).click();
    await fits(leader, 'classify');
    await leader.page.goto(`${hospital.url}/confidential`);
    await leader.page.getByText('会诊前了解病情').first().waitFor();
    await fits(leader, 'openings');
    await leader.page.goto(`${hospital.url}/confidential/matters`);
    await leader.page.getByRole('heading', { name: '机密事项确认' }).waitFor();
    await fits(leader, 'matters');
    await leader.page.goto(`${hospital.url}/p/${secret.id}`);
    await leader.page.getByRole('button', { name: '结束查看' }).click();
    await leader.page.getByRole('heading', { name: '这是机密档案' }).waitFor();
  });

  it('R-85.c the doctor of an emergency is told what it means', async () => {
    const doctor = await sit('DOCTOR', { departmentCode: '100110', staffNo: 'E1' });
    await doctor.page.goto(`${hospital.url}/emergency`);
    await doctor.page.getByRole('heading', { name: '紧急访问' }).waitFor();
    await fits(doctor, 'emergency');
  });
});
