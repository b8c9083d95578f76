import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { describe } from 'vitest';
import { AccountsService } from '../../apps/api/src/features/auth/accounts.service.js';
import type { TestHospital } from './app.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARTIFACTS = join(ROOT, 'test/artifacts');
/** The pages as they are delivered; `npm test` builds them first. */
export const WEB_DIR = process.env['WEB_DIR'] ?? join(ROOT, 'apps/web/dist');
/** The smallest screen of the house; every page has to fit. */
export const SMALL_SCREEN = { width: 1366, height: 768 };
const CALM_WITHIN_MS = 20_000;
/** So long a page that fetches one thing after another pauses at most. */
const STILL_MS = 150;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN',
  // The hospital's network ends at its walls: nothing but this machine has a name.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** The browser that `CHROMIUM` names, else one on the PATH; null when there is none. */
export const CHROMIUM = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'].map(pathOf).find((path) => path !== null) ?? null;

/** A journey through the pages. Without a browser it is skipped, and the run says so. */
export function journey(name: string, steps: () => void): void {
  if (!CHROMIUM) process.stderr.write(`\n!!! 没有找到 Chromium，跳过浏览器测试：${name}。请安装 chromium，或用环境变量 CHROMIUM 指明。 !!!\n`);
  describe.skipIf(!CHROMIUM)(name, steps);
}

export function startBrowser(): Promise<Browser> {
  if (!existsSync(join(WEB_DIR, 'index.html'))) throw new Error(`${WEB_DIR} holds no built pages; run npm run build first`);
  return chromium.launch({ executablePath: CHROMIUM!, headless: true, args: FLAGS });
}

/** One person's computer: a browser profile of his own and what went wrong or out on it. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and of scripts. Refused requests belong to some journeys and are listed with their address. */
  readonly complaints: string[];
  /** Requests to anything but the system. */
  readonly strayed: string[];
  /** Types account and password into the sign-in page. */
  signIn(account: Account): Promise<void>;
  /** Waits until nothing is being fetched any more; the line for live changes never ends and does not count. */
  calm(): Promise<void>;
  /** Leaves a picture for people to look at. */
  photograph(name: string): Promise<void>;
  leave(): Promise<void>;
}

export interface Account { readonly username: string; readonly password: string }

export async function takeSeat(browser: Browser, url: string, viewport = SMALL_SCREEN): Promise<Seat> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', acceptDownloads: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const complaints: string[] = [];
  const strayed: string[] = [];
  const fetching = new Set<Request>();
  let lastMove = 0;
  context.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) strayed.push(request.url());
    if (!request.url().endsWith('/live')) fetching.add(request);
  });
  const over = (request: Request): void => {
    fetching.delete(request);
    lastMove = Date.now();
  };
  context.on('requestfinished', over);
  context.on('requestfailed', over);
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return {
    page, context, complaints, strayed,
    signIn: async ({ username, password }) => {
      await page.goto(url);
      await page.locator('input[name=username]').fill(username);
      await page.locator('input[name=password]').fill(password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    },
    calm: async () => {
      for (const end = Date.now() + CALM_WITHIN_MS; fetching.size > 0 || Date.now() - lastMove < STILL_MS; ) {
        if (Date.now() > end) throw new Error(`still fetching ${[...fetching].map((request) => request.url()).join(', ')}`);
        await page.waitForTimeout(STILL_MS / 5);
      }
    },
    photograph: async (name) => {
      mkdirSync(ARTIFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
    },
    leave: () => context.close(),
  };
}

/** An account of this role, as an administrator would make it; its own password each time. */
export async function accountOf(hospital: TestHospital, role: string, { departmentCode, staffNo }: { departmentCode?: string; staffNo?: string } = {}): Promise<Account> {
  const username = `e2e.${role.toLowerCase()}`;
  const account = { username, name: username, role, departmentCode: departmentCode ?? null, staffNo: staffNo ?? null, demo: false };
  return { username, password: await hospital.app.get(AccountsService, { strict: false }).make(account, { mustChange: false }) };
}

function pathOf(name: string | undefined): string | null {
  if (!name) return null;
  const found = spawnSync('sh', ['-c', 'command -v -- "$1"', 'sh', name], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}
