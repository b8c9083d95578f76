import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--lang=zh-CN'];
const PATIENCE_MS = 60_000;

function executable() {
  for (const name of [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome']) {
    const found = name ? spawnSync('sh', ['-c', 'command -v -- "$1"', 'sh', name], { encoding: 'utf8' }) : null;
    if (found?.status === 0) return found.stdout.trim();
  }
  return null;
}

/** Runs in the page: what a click, or scrolling to the right end, leads to is drawn when `least` of `there` stand and one more frame is over. @param {{ click?: string, end?: string, there: string, least: number }} given */
const drawn = ({ click, end, there, least }) => new Promise((resolve) => {
  const begun = performance.now();
  if (click) /** @type {HTMLElement | null} */ (document.querySelector(click))?.click();
  for (let box = end ? document.querySelector(end)?.parentElement : null; box; box = box.parentElement) {
    if (box.scrollWidth > box.clientWidth) box.scrollLeft = box.scrollWidth;
  }
  const look = () => {
    if (document.querySelectorAll(there).length >= least) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun), 0));
    else requestAnimationFrame(look);
  };
  look();
});

/**
 * The pages in a browser, signed in. Null without a browser.
 * @param {string} url
 * @param {{ username: string, password: string }} reader
 */
export async function openBrowser(url, { username, password }) {
  const executablePath = executable();
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
  const open = (/** @type {string} */ address) => page.goto(url + address, { waitUntil: 'commit' });
  return {
    /** From the address to a record whose first page is drawn and answers a click. @returns {Promise<number>} ms */
    recordReady: async (/** @type {string} */ id) => {
      const begun = performance.now();
      await open(`/p/${id}`);
      await page.locator('.banner-name').waitFor();
      await page.locator('.key-item, .key-items').first().waitFor();
      await page.getByRole('navigation', { name: '档案分区' }).getByRole('link', { name: '就诊' }).click();
      await page.waitForURL('**/visits');
      return performance.now() - begun;
    },
    /** From the click on 详情 to the lines of the tab 检验. @returns {Promise<number>} ms */
    stayReady: async (/** @type {string} */ list, /** @type {number} */ reports) => {
      await open(`${list}?keyword=LONG1&status=in_hospital`);
      const button = page.getByRole('button', { name: '详情' }).first();
      await button.waitFor();
      const begun = performance.now();
      await button.click();
      await page.getByRole('tab', { name: `检验 ${reports}` }).click();
      await page.waitForFunction((least) => document.querySelectorAll('.visit-reports li').length >= least, reports);
      return performance.now() - begun;
    },
    /** From the scrolling that brings the fortieth column to the frame in which all cells stand, with their number. */
    matrixPainted: async (/** @type {string} */ id, /** @type {number} */ columns) => {
      await open(`/p/${id}/labs`);
      await page.locator('[data-place="0:0"]').waitFor();
      for (;;) {
        const shown = await page.locator('td[data-place^="0:"]').count();
        const ms = await page.evaluate(drawn, { end: 'td[data-place="0:0"]', there: 'td[data-place^="0:"]', least: shown + 1 });
        if ((await page.locator('td[data-place^="0:"]').count()) >= columns) return { ms: Number(ms), cells: await page.locator('td[data-place]').count() };
      }
    },
    /** A bare table of the same size. @returns {Promise<number>} ms */
    barePainted: async (/** @type {number} */ rows, /** @type {number} */ columns) => {
      await page.goto('about:blank');
      await page.evaluate(([down, across]) => {
        const button = document.createElement('button');
        button.onclick = () => {
          const line = '<td class="bare">12.3 <span>↑</span></td>'.repeat(across ?? 0);
          document.body.insertAdjacentHTML('beforeend', `<table><tbody>${`<tr>${line}</tr>`.repeat(down ?? 0)}</tbody></table>`);
        };
        document.body.append(button);
      }, [rows, columns]);
      return Number(await page.evaluate(drawn, { click: 'button', there: '.bare', least: rows * columns }));
    },
    close: () => browser.close(),
  };
}
