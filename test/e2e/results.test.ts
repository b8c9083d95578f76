import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FieldCipher } from '../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addCareFacts } from '../support/care-records.js';
import { eventually } from '../support/eventually.js';
import { insertRows } from '../support/facts.js';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { patientLike, RosterBench } from '../support/people.js';
import { readPdf } from '../support/read-pdf.js';
import { tellOf } from '../support/told.js';

const ARTIFACTS = fileURLToPath(new URL('../artifacts', import.meta.url));
const CT = publicDicomFiles().filter(({ name }) => /693_J2KR|CT-MONO2-16-ankle/.test(name));
const day = (ago: number): string => `${new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)}T07:30:00+08:00`;
const ITEMS = {
  CREA: ['肌酐', 'μmol/L', '57-111'], UREA: ['尿素', 'mmol/L', '3.1-8.0'], K: ['钾', 'mmol/L', '3.5-5.3'], HBSAG: ['乙型肝炎病毒表面抗原', '', '阴性'],
} as const;

journey('results, images and paper', () => {
  let hospital: TestHospital;
  let orthanc: Orthanc | null = null;
  let browser: Browser;
  let seat: Seat;
  let personId: string;
  let studyId: string;

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([startHospital({ WEB_DIR }), startBrowser()]);
    const bench = new RosterBench(hospital);
    const person = await bench.enrol({ name: '王测试' }, { department: '100110' });
    personId = person.id;
    await bench.run((em) => bench.resolver.resolve(em, 'HIS', [patientLike(person, { patientId: 'P1' })]));
    const told = (ago: number, values: Partial<Record<keyof typeof ITEMS, string>>, given: Record<string, string> = {}) =>
      tellOf(hospital, 'lab-report', [{
        reportNo: `BG${1000 - ago}`, patientId: 'P1', panelName: '肾功能', specimen: '血清', departmentName: '干部保健科', status: 'final', revision: '1', tester: '检验甲', verifier: '审核乙',
        collectedAt: day(ago), reportedAt: day(ago), changedAt: new Date().toISOString(),
        results: Object.entries(values).map(([code, valueText]) => {
          const [itemName, unit, rangeText] = ITEMS[code as keyof typeof ITEMS];
          return { resultNo: code, itemCode: code, itemName, valueText, unit, rangeText: given[`${code}range`] ?? rangeText, flagText: valueText === '7.0' ? '↑↑' : null, method: null };
        }),
      }]);
    await told(400, { CREA: '70', UREA: '5.1', HBSAG: '阴性' }, { CREArange: '44-133' });
    await told(200, { CREA: '78', UREA: '5.6' });
    await told(60, { CREA: '90', UREA: '6.9', K: '4.1', HBSAG: '阴性' });
    await told(20, { CREA: '96', UREA: '<0.9', HBSAG: '弱阳性' });
    await told(1, { CREA: '132', UREA: '9.2', K: '7.0', HBSAG: '阳性' });
    const ids = await addCareFacts(hospital.database, person);
    studyId = ids['imaging-study']!;
    if (noPacs === null && CT.length > 1) {
      orthanc = await startOrthanc();
      for (const { path } of CT) await orthanc.store(path);
      const studies = (await orthanc.ask('GET', '/studies?expand')) as { MainDicomTags: { StudyInstanceUID: string } }[];
      const [first, second] = studies.map(({ MainDicomTags }) => MainDicomTags.StudyInstanceUID);
      await hospital.database.query(`update imaging_study set source_system = 'pacs', study_uid = $1`, [first]);
      await hospital.database.query(
        `insert into imaging_study (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
           study_uid, description, modalities, body_part, started_at) values ('pacs', 'prior', now(), 1, 'x', 'HIS', 'P1', $1, false, $2, '胸部平扫', 'CT', '胸部', '2025-03-03T14:00:00+08:00')`,
        [personId, second]);
      await insertRows(hospital.database, 'source', [{
        id: 'pacs', connector_id: 'demo-pacs', name: 'PACS', system: 'PACS', host: new URL(orthanc.web).host, late_after_seconds: 900,
        url_cipher: hospital.app.get(FieldCipher, { strict: false }).seal(orthanc.web),
      }]);
    }
    seat = await takeSeat(browser, hospital.url);
    await seat.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR'));
  }, 120_000);
  afterAll(async () => {
    await seat?.leave();
    await browser?.close();
    await hospital?.stop();
    await orthanc?.stop();
  });

  const goTo = async (path: string): Promise<void> => {
    await seat.page.goto(hospital.url + path);
    await seat.page.locator(':is(main h1, main h2, main .list-state):visible').first().waitFor();
    await seat.calm();
  };

  it('R-33 异常关注 lists what has to be looked at, most urgent first, and is taken on from there', async () => {
    await goTo('/abnormal');
    await seat.page.getByRole('table').getByText('危急值').first().waitFor();
    await seat.photograph('abnormal');
    const first = await seat.page.locator('tbody tr').filter({ visible: true }).nth(0).innerText();
    expect(first).toContain('7.0');
    await seat.page.getByRole('button', { name: '处理', exact: true }).first().click();
    await seat.page.getByRole('button', { name: '由我处理', exact: true }).last().click();
    await seat.page.getByText('处理中').first().waitFor();
    await seat.page.locator('.ant-modal-wrap').filter({ visible: true }).waitFor({ state: 'hidden' });
    await seat.page.getByRole('button', { name: '变异系数' }).click();
    await seat.page.getByText('参考变化值 RCV =').waitFor();
    await seat.photograph('abnormal-variation');
  });

  it('R-33.b R-33.e abnormal results are red by default; where the hospital wants it low ones are blue, with arrow and word all the same', async () => {
    const colour = async (): Promise<string> => {
      await goTo(`/p/${personId}/labs?items=UREA`);
      const low = seat.page.locator('.result-low').first();
      await low.waitFor();
      expect(await low.innerText()).toMatch(/<0\.9 ↓ 偏低/);
      return low.evaluate((one) => getComputedStyle(one).color);
    };
    expect(await colour()).toBe('rgb(207, 19, 34)');
    await hospital.database.query(`insert into parameter (id, value, changed_by) values ('lab.abnormalColours', '"high-red-low-blue"', 'test')`);
    await eventually(async () => expect(await colour()).toBe('rgb(0, 62, 179)'), 20_000);
  });

  it('R-46 the list of examinations and the cards of one person say what there is', async () => {
    await goTo('/exams?from=2020-01-01');
    await seat.photograph('exams');
    await goTo(`/p/${personId}/imaging`);
    await seat.page.getByRole('link', { name: '查看影像' }).waitFor();
    await seat.photograph('imaging');
  });

  it.skipIf(noPacs !== null)('R-47 a CT slice is drawn in the page, windowed, turned and compared', async () => {
    await goTo(`/viewer/${studyId}`);
    await seat.page.locator('.viewer-picture[data-shown]').waitFor({ timeout: 30_000 });
    await seat.page.waitForTimeout(500);
    await seat.photograph('viewer');
    const shades = () => seat.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.viewer-picture canvas')!;
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const pen = copy.getContext('2d')!;
      pen.drawImage(canvas, 0, 0);
      return new Set(pen.getImageData(0, 0, copy.width, copy.height).data.filter((_, nth) => nth % 4 === 0)).size;
    });
    expect(await shades()).toBeGreaterThan(20);
    await goTo(`/viewer/${studyId}`);
    await seat.page.locator('.viewer-picture[data-shown]').waitFor({ timeout: 30_000 });
    await seat.page.getByRole('button', { name: '肺窗' }).first().click();
    await seat.page.getByText('窗宽 1500').waitFor();
    await seat.page.goto(`${hospital.url}/viewer/${studyId}?prior=${(await hospital.database.query<{ id: string }>(`select id from imaging_study where source_key = 'prior'`))[0]!.id}`);
    await seat.page.locator('.viewer-picture[data-shown]').nth(1).waitFor({ timeout: 30_000 });
    await seat.page.waitForTimeout(500);
    await seat.photograph('viewer-prior');
    expect(seat.strayed).toEqual([]);
  });

  const trend = async (items: string): Promise<void> => {
    await goTo(`/p/${personId}/labs?items=${items}`);
    await seat.page.locator('.trend-chart svg').waitFor();
    await seat.page.locator('.trend-chart svg text').filter({ hasText: '采样时间' }).waitFor();
  };
  /** Marks of results as drawn: place in the picture and colour. */
  const marks = () =>
    seat.page.locator('.trend-chart svg path[transform]').evaluateAll((paths) =>
      paths.flatMap((path) => {
        const [, x, y] = /matrix\([^,]+,[^,]+,[^,]+,[^,]+,([\d.]+),([\d.]+)\)/.exec((path.getAttribute('transform') ?? '').replaceAll(' ', ',')) ?? [];
        const fill = path.getAttribute('fill');
        return x && y && /A/.test(path.getAttribute('d') ?? '') && (fill === '#0958d9' || fill === '#cf1322') ? [{ x: Number(x), y: Number(y), fill }] : [];
      }));
  const texts = () =>
    seat.page.locator('.trend-chart svg text').evaluateAll((all) => all.map((one) => {
      const box = one.getBoundingClientRect();
      return { text: one.textContent ?? '', x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }));

  it('R-32.a R-32.b all eleven criteria for graphs of laboratory results hold for what is drawn', async () => {
    await trend('CREA');
    const title = await seat.page.locator('.trend-head h2').innerText();
    const written = await texts();
    const days = written.filter(({ text }) => /^20\d\d-\d\d-\d\d$/.test(text));
    const values = written.filter(({ text }) => /^\d+$/.test(text));
    const axis = values.filter(({ x }) => Math.abs(x - Math.min(...values.map((one) => one.x))) < 12);
    const drawn = (await marks()).toSorted((a, b) => a.x - b.x);
    // 1 whose it is, 2 title, 3 and 6 labels of both axes with item and unit.
    expect(title).toMatch(/王测试 男 \d+岁 · 肌酐（μmol\/L）/);
    expect(written.map(({ text }) => text)).toEqual(expect.arrayContaining(['采样时间', '肌酐（μmol/L）']));
    // 4 the scale of time is true: distances in the picture are those in time, old to new.
    const ago = [400, 200, 60, 20, 1];
    expect(drawn).toHaveLength(5);
    const pace = (drawn[4]!.x - drawn[0]!.x) / (ago[0]! - ago[4]!);
    for (let nth = 1; nth < 5; nth += 1) expect(Math.abs(drawn[nth]!.x - drawn[0]!.x - pace * (ago[0]! - ago[nth]!))).toBeLessThan(3);
    // 5 its values are dates, rising to the right.
    expect(days.length).toBeGreaterThanOrEqual(2);
    expect(days.toSorted((a, b) => a.x - b.x).map(({ text }) => text)).toEqual(days.map(({ text }) => text).toSorted());
    // 7 and 8 the other scale is even and its values rise upwards.
    const heights = axis.toSorted((a, b) => Number(a.text) - Number(b.text));
    expect(heights.length).toBeGreaterThanOrEqual(3);
    const step = (heights[0]!.y - heights[1]!.y) / (Number(heights[1]!.text) - Number(heights[0]!.text));
    for (const one of heights) expect(Math.abs(heights[0]!.y - one.y - step * (Number(one.text) - Number(heights[0]!.text)))).toBeLessThan(3);
    expect(step).toBeGreaterThan(0);
    // 9 the reference range, in steps where it changed.
    expect(written.map(({ text }) => text)).toEqual(expect.arrayContaining(['参考 44～133', '参考 57～111']));
    // 10 details on pointing at a result.
    const box = (await seat.page.locator('.trend-chart svg').boundingBox())!;
    await seat.page.mouse.move(box.x + drawn[4]!.x, box.y + drawn[4]!.y);
    await seat.page.locator('.trend-chart').getByText('报告单 BG999').waitFor();
    expect((await texts()).map(({ text }) => text).join('\n')).toMatch(/132[\s\S]*采样[\s\S]*参考区间[\s\S]*较上次 \+37\.5%[\s\S]*报告单 BG999/);
    // 11 legend: only what occurs, in words.
    expect(await seat.page.getByRole('list', { name: '图例' }).innerText()).toMatch(/结果[\s\S]*异常结果（红）[\s\S]*参考区间/);
    expect(drawn.map(({ fill }) => fill)).toEqual(['#0958d9', '#0958d9', '#0958d9', '#0958d9', '#cf1322']);
    await seat.photograph('trend-one');
  });

  it('R-32 several items share one axis of time; relative values, events and print are there', async () => {
    await trend('CREA,UREA,HBSAG');
    await seat.photograph('trend');
    expect((await texts()).filter(({ text }) => text === '采样时间')).toHaveLength(1);
    await seat.page.getByText('相对值（×上限）').click();
    await seat.page.locator('.trend-chart svg text').filter({ hasText: '相对值（×参考上限）' }).waitFor();
    await seat.page.getByText('没有参考上限，不能用相对值显示：乙型肝炎病毒表面抗原').waitFor();
    await seat.photograph('trend-relative');
  });

  it('R-45 a report is printed in the hospital\'s layout: head on every page, page x of y, 补打 from the second time on', async () => {
    await goTo('/labs?from=2020-01-01');
    await seat.photograph('labs');
    await seat.page.locator('tbody tr').filter({ visible: true }).first().click();
    await seat.page.getByRole('heading', { name: '肾功能' }).waitFor();
    await seat.page.evaluate(() => { window.print = () => undefined; });
    const print = async (): Promise<Awaited<ReturnType<typeof readPdf>>> => {
      await seat.page.getByRole('button', { name: '打印', exact: true }).first().click();
      await seat.page.getByText('每次打印和下载都有记录').waitFor();
      await seat.page.locator('.ant-modal').getByRole('button', { name: '打印', exact: true }).click();
      await seat.page.locator('body.printing-reports').waitFor({ state: 'attached' });
      const bytes = await seat.page.pdf({ preferCSSPageSize: true });
      await seat.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await seat.page.locator('body.printing-reports').waitFor({ state: 'detached' });
      mkdirSync(ARTIFACTS, { recursive: true });
      writeFileSync(join(ARTIFACTS, 'report.pdf'), bytes);
      // Chromium's font tells some characters by their radicals.
      return (await readPdf(Buffer.from(bytes))).map(({ text }) => ({ text: text.normalize('NFKC').replaceAll('⻚', '页').replaceAll('⺠', '民') }));
    };
    const [first] = await print();
    for (const words of ['深圳市第三人民医院', '检验报告单', '王测试', '肌酐', '↑偏高', '检验者检验甲', '审核者审核乙', '本报告仅对所检测标本负责', '第1页/共1页']) expect(first!.text.replaceAll(' ', '')).toContain(words);
    expect(first!.text).not.toContain('补打');
    await seat.photograph('after-print');
    const [second] = await print();
    expect(second!.text.replaceAll(' ', '')).toContain('补打(第2次)');
  });
});
