import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECKUPS, TestFolder } from './file-folder.js';

const HEADINGS = '体检号,身份证号,小结,体检日期';
const FILE = `${HEADINGS}\n1,P1,一,2026-03-01\n2,P2,二,2026-03-02\n`;
let folder: TestFolder;
let outside: TestFolder;

beforeEach(() => {
  folder = new TestFolder();
  outside = new TestFolder();
});
afterEach(() => {
  folder.remove();
  outside.remove();
});

const numbers = (rows: readonly Record<string, string>[]): (string | undefined)[] => rows.map((row) => row['体检号']);

describe('a file that was dropped', () => {
  it('moves to done with its time in its name, and never over another', async () => {
    folder.put('体检_1.csv', FILE);
    await folder.read();
    folder.put('体检_1.csv', FILE.replace('一', '改'));
    await folder.read();
    const done = folder.names('done');
    expect(done).toHaveLength(2);
    for (const name of done) expect(name).toMatch(/^体检_1\.\d{17}\.[0-9a-f]{16}\.csv$/);
    expect(folder.names()).toEqual([]);
  });

  it('is recognised when it comes a second time, under whatever name, and not read again', async () => {
    folder.put('体检_1.csv', FILE);
    expect((await folder.read()).rows).toHaveLength(2);
    folder.put('体检_再来.csv', FILE);
    expect((await folder.read()).rows).toHaveLength(0);
    expect(folder.names()).toEqual([]);
    expect(folder.names('done')).toHaveLength(2);
  });

  it('is read again where a crash came between storing and moving', async () => {
    folder.put('体检_1.csv', FILE);
    expect((await folder.read({ store: null })).rows).toHaveLength(2);
    expect(folder.names()).toEqual(['体检_1.csv']);
    expect((await folder.read()).rows).toHaveLength(2);
    expect(folder.names()).toEqual([]);
  });

  it('is left alone while it may still be written to: by time since its last change, which its writer cannot set', async () => {
    const path = folder.put('体检_1.csv', FILE);
    utimesSync(path, new Date('2020-01-01'), new Date('2020-01-01'));
    const source = { ...CHECKUPS, settleSeconds: 1 };
    expect((await folder.read({ source })).rows).toHaveLength(0);
    expect(folder.names()).toEqual(['体检_1.csv']);
    await sleep(1_100);
    expect((await folder.read({ source })).rows).toHaveLength(2);
  });

  it('waits for its mark where one is agreed, and takes the mark along', async () => {
    folder.put('体检_1.csv', FILE);
    const source = { ...CHECKUPS, pattern: '体检_*.csv', readyMark: '.ok' };
    expect((await folder.read({ source })).rows).toHaveLength(0);
    folder.put('体检_1.csv.ok', '');
    expect((await folder.read({ source })).rows).toHaveLength(2);
    expect(folder.names()).toEqual([]);
    expect(folder.names('done')).toHaveLength(2);
  });

  it('that changes while it is read is not finished: it stays and is read anew', async () => {
    const path = folder.put('体检_1.csv', FILE);
    const pages = folder.transport().pull(CHECKUPS, { kind: 'incremental', cursor: null }, { pageSize: 1, signal: new AbortController().signal });
    const read = async (): Promise<void> => {
      for await (const page of pages) {
        writeFileSync(path, '3,P3,三,2026-03-03\n', { flag: 'a' });
        await page.stored?.(page.records.map(() => ({ verdict: 'added', reason: null })));
      }
    };
    await expect(read()).rejects.toMatchObject({ name: 'TransportError', kind: 'broken' });
    expect(folder.names()).toEqual(['体检_1.csv']);
    expect(numbers((await folder.read()).rows)).toEqual(['1', '2', '3']);
  });

  it('feeds a second kind of record after it was moved, once, by the data set that follows', async () => {
    folder.put('体检_1.csv', FILE);
    const source = { ...CHECKUPS, follows: true as const };
    expect((await folder.read({ source })).rows).toHaveLength(0);
    await folder.read();
    const pages = folder.transport().pull(source, { kind: 'incremental', cursor: null }, { pageSize: 100, signal: new AbortController().signal });
    let cursor = null;
    let rows = 0;
    for await (const page of pages) {
      rows += page.records.length;
      cursor = page.cursor ?? cursor;
    }
    expect(rows).toBe(2);
    expect((await folder.read({ source, mode: { kind: 'incremental', cursor } })).rows).toHaveLength(0);
  });

  it('is read again for one person, and with everything when all is asked for, from where it was moved to', async () => {
    folder.put('体检_1.csv', FILE);
    await folder.read();
    folder.put('体检_2.csv', `${HEADINGS}\n3,P1,三,2026-03-03\n`);
    expect(numbers((await folder.read({ mode: { kind: 'patients', ids: ['P1'] } })).rows)).toEqual(['1', '3']);
    expect(numbers((await folder.read({ mode: { kind: 'keys', keys: [['2']] } })).rows)).toEqual(['2']);
    expect(folder.names()).toEqual(['体检_2.csv']);
    expect(numbers((await folder.read({ mode: { kind: 'full' } })).rows)).toEqual(['1', '2', '3']);
    expect(folder.names()).toEqual([]);
  });
});

describe('nothing leads out of the folder:', () => {
  it('a link, a second name, a pipe and a folder are never opened', async () => {
    const secret = outside.put('体检_secret.csv', FILE);
    symlinkSync(secret, join(folder.path, '体检_link.csv'));
    linkSync(secret, join(folder.path, '体检_second-name.csv'));
    execFileSync('mkfifo', [join(folder.path, '体检_pipe.csv')]);
    mkdirSync(join(folder.path, '体检_folder.csv'));
    symlinkSync('/dev/zero', join(folder.path, '体检_device.csv'));
    const { rows, failure } = await folder.read();
    expect(rows).toEqual([]);
    expect(failure).toBeNull();
    expect(folder.names()).toHaveLength(4);
    const [, , stream] = await folder.transport().check([{ name: '体检', source: CHECKUPS, columns: [], partColumns: {} }]);
    expect(stream?.message).toContain('不会读取的链接或特殊文件 4 个');
  });

  it('done and failed that are links to somewhere else are refused, and the file stays', async () => {
    folder.put('体检_1.csv', FILE);
    symlinkSync(outside.path, join(folder.path, 'done'));
    const { failure } = await folder.read();
    expect(failure).toMatchObject({ name: 'TransportError', kind: 'refused' });
    expect(outside.names()).toEqual([]);
    expect(folder.names()).toContain('体检_1.csv');
  });

  it.each(['file:///../../etc', 'file://host/share', 'https://example.org/', 'file:relative', 'no address'])('%s is no folder of ours', async (url) => {
    const [item] = await openAt(url).check();
    expect(item?.ok).toBe(url === 'file:///../../etc');
  });

  it('a folder that is reached through a link is refused with its real place', async () => {
    const link = join(outside.path, 'alias');
    symlinkSync(folder.path, link);
    const [item] = await openAt(`file://${link}`).check();
    expect(item).toMatchObject({ ok: false });
    expect(item!.message).toContain(realpathSync(folder.path));
  });
});

describe('the check of a folder', () => {
  it('says that files can be moved, what lies there, and which headings are missing', async () => {
    folder.put('体检_1.csv', '体检号,小结\n1,x\n');
    const items = await folder.transport().check([{ name: '体检', source: CHECKUPS, columns: [['小结', '总检结论'], ['体检日期']], partColumns: {} }]);
    expect(items.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(items[2]!.message).toMatch(/待读文件 1 个。体检_1\.csv 的表头缺少「身份证号」「体检日期」/);
    expect(folder.names()).toEqual(['体检_1.csv']);
    expect(folder.names('done')).toEqual([]);
  });

  it('says what to do when the folder is missing', async () => {
    const [item] = await openAt(`file://${folder.path}/missing`).check();
    expect(item).toMatchObject({ ok: false, message: `${folder.path}/missing：目录或文件不存在，请核对路径和挂载。` });
  });

  it('offers the headings of the newest files, also of those that were read', async () => {
    folder.put('体检_1.csv', FILE);
    await folder.read();
    const views = await folder.transport().discover();
    expect(views).toMatchObject([{ name: '体检_1.csv', key: [], cursorCandidates: ['体检日期'] }]);
    expect(views[0]!.fields.map(({ name }) => name)).toEqual(['体检号', '身份证号', '小结', '体检日期']);
  });
});

it('a name that exists already is never replaced', async () => {
  folder.put('体检_1.csv', FILE);
  await folder.read();
  const [name] = folder.names('done');
  const path = join(folder.path, 'done', name!);
  const before = [readFileSync(path, 'utf8'), statSync(path).ino];
  folder.put('体检_1.csv', FILE);
  await folder.read();
  renameSync(path, `${path}.kept`);
  expect([readFileSync(`${path}.kept`, 'utf8'), statSync(`${path}.kept`).ino]).toEqual(before);
});

function openAt(url: string): ReturnType<TestFolder['transport']> {
  return Object.assign(Object.create(TestFolder.prototype) as TestFolder, { url }).transport();
}
