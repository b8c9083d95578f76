import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PICTURE, type PretendArchive, startArchive } from '../api/imaging/pretend-archive.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addCareFacts } from '../support/care-records.js';
import { addPerson, insertRows, type Person } from '../support/facts.js';
import { hindrances, overhang } from './page-check.js';

journey('examinations with their images', () => {
  let hospital: TestHospital;
  let archive: PretendArchive;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    archive = await startArchive();
    person = await addPerson(hospital.database, { name: '影像一', access: [{ department: '100110' }] });
    const { 'exam-report': first } = await addCareFacts(hospital.database, person);
    await insertRows(hospital.database, 'source', [archive.sourceRow('HIS', hospital)]);
    // The same part of the body a year before, without a study in the archive; and one that needs no images.
    await hospital.database.query(
      `insert into exam_report select (jsonb_populate_record(r, other)).* from exam_report r,
         jsonb_array_elements($2) with ordinality as told (other, nth) where r.id = $1`,
      [first, JSON.stringify([
        { id: 'aaaaaaaa-0000-4000-8000-000000000001', source_key: 'JC2', exam_no: 'JC2', study_uid: '1.2.826.9', accession_no: 'ACC9',
          examined_at: '2025-03-03T14:00:00+08:00', findings: '两肺清晰。', impression: '未见异常。', positive: false },
        { id: 'aaaaaaaa-0000-4000-8000-000000000002', source_key: 'JC3', exam_no: 'JC3', study_uid: null, accession_no: null, has_images: false, category: 'ECG',
          modality: 'ECG', item_name: '十二导联同步动态心电图检查（含心率变异性分析与起搏心电图分析）', body_part: '心脏', examined_at: '2025-06-01T09:00:00+08:00', findings: '窦性心律。', impression: '正常心电图。' },
      ])],
    );
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
    await archive?.stop();
  });

  const cards = () => page.getByRole('group', { name: '检查列表' }).getByRole('listitem');
  const report = () => page.getByRole('group', { name: '检查报告' });
  const open = async (): Promise<void> => {
    await page.goto(`${hospital.url}/p/${person.id}/imaging`);
    await cards().first().waitFor();
    await seat.calm();
  };

  it('R-46 a card for each examination, the newest first, with its picture, part, device, time, state and number of images', async () => {
    await open();
    expect(await cards().count()).toBe(3);
    const newest = cards().first();
    await newest.getByRole('img', { name: '胸部CT平扫缩略图' }).waitFor();
    expect(await newest.getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(16);
    expect(await newest.innerText()).toMatch(/胸部CT平扫[\s\S]*已审核[\s\S]*2026-03-03 14:00 · 胸部 · CT[\s\S]*影像 120 幅/);
    expect(await report().innerText()).toMatch(/检查所见[\s\S]*右肺上叶见磨玻璃结节[\s\S]*诊断意见[\s\S]*建议[\s\S]*三个月后复查/);
    expect([await hindrances(page), await overhang(page)]).toEqual([[], 0]);
  });

  it('R-46.b says that images are not archived yet, and that an examination has none', async () => {
    await open();
    expect(await cards().nth(1).innerText()).toContain('无影像');
    // A long name gives way to what must not be overlooked.
    const [list, state] = [await page.getByRole('group', { name: '检查列表' }).boundingBox(), await cards().nth(1).getByText('已审核').boundingBox()];
    expect(state!.x + state!.width).toBeLessThan(list!.x + list!.width);
    expect(await cards().nth(2).innerText()).toContain('影像未归档');
  });

  it('R-46 what was done before of the same part is offered, and stands beside the report of now', async () => {
    await open();
    await page.getByRole('button', { name: '与上次对比' }).click();
    expect(await report().innerText()).toMatch(/上次 2025-03-03 14:00[\s\S]*两肺清晰[\s\S]*本次 2026-03-03 14:00[\s\S]*磨玻璃结节/);
    await report().getByRole('button', { name: /2025-03-03 14:00/ }).click();
    await report().getByRole('heading', { name: '胸部CT平扫' }).waitFor();
    expect(await report().innerText()).toContain('两肺清晰');
    await page.getByText('按部位', { exact: true }).click();
    await page.getByRole('heading', { name: '心脏' }).waitFor();
  });

  it('R-46.c a picture that does not come leaves the report readable, and is fetched when asked for again', async () => {
    archive.answer = (response) => response.destroy();
    // What was fetched is kept for a while, here and there: another study is another picture.
    await hospital.database.query(`update imaging_study set study_uid = '1.2.826.7'`);
    await hospital.database.query(`update exam_report set study_uid = '1.2.826.7' where exam_no = 'JC1'`);
    await open();
    await cards().first().getByText('图像暂不可用').waitFor();
    expect(await report().innerText()).toContain('右肺上叶见磨玻璃结节');
    archive.answer = (response) => response.end(PICTURE);
    await cards().first().getByRole('button', { name: '重试' }).click();
    await cards().first().getByRole('img').waitFor();
  });

  it('R-46.d who may read reports and not see images is told so', async () => {
    const other = await takeSeat(browser, hospital.url);
    await other.signIn(await accountOf(hospital, 'NURSE', { departmentCode: '100110' }));
    await other.page.goto(`${hospital.url}/p/${person.id}/imaging`);
    await other.page.getByText('无调阅影像权限').waitFor();
    await other.page.getByText('右肺上叶见磨玻璃结节').waitFor();
    await other.leave();
  });
});
