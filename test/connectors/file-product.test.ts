import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceFile } from '../../apps/api/src/features/extraction/source-file.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { packWorkbook } from '../support/packed-workbook.js';
import { idCardOf, RosterBench } from '../support/people.js';
import { eventually } from '../support/reading-hospital.js';
import { TestFolder } from './file-folder.js';

const HEADINGS = ['体检号', '姓名', '性别', '身份证号', '体检日期', '总检结论', '总检时间', '项目代码', '项目名称', '结果', '单位'];
const folder = new TestFolder();
let hospital: TestHospital;
let idCard: string;

beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs', SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '0.5' });
  ({ idCardNo: idCard } = (await new RosterBench(hospital).enrol({ name: '张国庆' })) as { idCardNo: string });
  const file = join(hospital.database.dataDir, 'connectors.json');
  writeFileSync(file, JSON.stringify({
    allow: [folder.path],
    sources: [{ id: 'peis-files', name: '体检中心文件', connectorFile: fileURLToPath(new URL('file-connector.json', import.meta.url)), url: pathToFileURL(folder.path).href }],
  }));
  await hospital.app.get(SourceFile, { strict: false }).load(file);
}, 120_000);
afterAll(async () => {
  await hospital.stop();
  folder.remove();
});

const line = (...cells: string[]): string => `${cells.join(',')}\r\n`;

const gone = (): Promise<void> => eventually(async () => expect(folder.names()).toEqual([]), 20_000);

interface StoredCheckup {
  readonly no: string;
  readonly conclusion: string;
  readonly items: readonly string[];
  readonly versions: number;
}

const stored = (): Promise<StoredCheckup[]> =>
  hospital.database.query<StoredCheckup>(
    `select checkup_no as no, conclusion, array(select concat(item_name, ' ', value_text, unit) from checkup_item i where i.checkup_id = c.id order by line_no) as items,
       (select count(*)::int from checkup_history h where h.id = c.id) as versions
     from checkup c order by checkup_no`);

describe('files of a 体检 system, in the product', () => {
  it('bring the people of the roster with all their items, leave out strangers, and give back what cannot be used', async () => {
    folder.put('体检_202603.csv', iconv.encode([
      line(...HEADINGS),
      line('0001', '张国庆', '男', idCard, '2026-03-01', '血压偏高', '2026-03-02 10:00', 'SBP', '收缩压', '152', 'mmHg'),
      line('0001', '张国庆', '男', idCard, '2026-03-01', '血压偏高', '2026-03-02 10:00', 'DBP', '舒张压', '95', 'mmHg'),
      line('0002', '路人甲', '男', '110101199003070011', '2026-03-01', '', '2026-03-02 10:00', 'SBP', '收缩压', '120', 'mmHg'),
      line('0003', '张国庆', '男', idCard, '三月一日', '', '2026-03-02 10:00', 'SBP', '收缩压', '121', 'mmHg'),
    ].join(''), 'gbk'));
    await gone();
    expect(await stored()).toEqual([{ no: '0001', conclusion: '血压偏高', items: ['收缩压 152mmHg', '舒张压 95mmHg'], versions: 0 }]);
    const errors = folder.text('failed', '.errors.csv').split('\r\n');
    expect(errors).toHaveLength(3);
    expect(errors[1]).toMatch(/^"\t0003",张国庆.*,体检日期,.*不是有效日期$/);
    const [run] = await eventually(async () => {
      const runs = await hospital.database.query(`select outcome, fetched, added, filtered, quarantined from sync_run where source_id = 'peis-files' and fetched > 0`);
      expect(runs).toMatchObject([{ outcome: 'done' }]);
      return runs;
    });
    expect(run).toMatchObject({ fetched: 3, added: 1, filtered: 1, quarantined: 1 });
  });

  it('may be workbooks; a newer conclusion is a new version, the same rows once more change nothing', async () => {
    const row = (conclusion: string, at: string) => ['0001', '张国庆', '男', idCard, '2026-03-01', conclusion, at, 'SBP', '收缩压', { v: '152' }, 'mmHg'];
    folder.put('体检_202604.xlsx', await packWorkbook({ rows: [HEADINGS, row('高血压一级', '2026-04-01 09:00')] }));
    await gone();
    expect(await stored()).toMatchObject([{ conclusion: '高血压一级', items: ['收缩压 152mmHg'], versions: 1 }]);
    folder.put('体检_202604_再发.xlsx', await packWorkbook({ rows: [HEADINGS, row('高血压一级', '2026-04-01 09:00'), [null]] }));
    await gone();
    expect(await stored()).toMatchObject([{ conclusion: '高血压一级', versions: 1 }]);
  });

  it('that lack a column stop nobody: the run says which, the file goes back, the next is read', async () => {
    folder.put('体检_a.csv', line('体检号', '姓名'));
    await gone();
    const sentence = await eventually(async () => {
      const [run] = await hospital.database.query<{ message: string }>(`select message from sync_run where source_id = 'peis-files' and outcome = 'failed'`);
      return run!.message;
    });
    expect(sentence).toMatch(/体检_a\.csv：表头缺少「身份证号」/);
    folder.put('体检_b.csv', [line(...HEADINGS), line('0009', '张国庆', '男', idCard, '2026-05-01', '正常', '2026-05-02 10:00', 'SBP', '收缩压', '120', 'mmHg')].join(''));
    await gone();
    expect((await stored()).map(({ no }) => no)).toEqual(['0001', '0009']);
  });

  it('are read again for somebody who joins the roster later', async () => {
    const before = idCardOf('1948-05-06');
    folder.put('体检_c.csv', [line(...HEADINGS), line('0010', '李建国', '男', before, '2026-05-01', '正常', '2026-05-02 10:00', 'SBP', '收缩压', '118', 'mmHg')].join(''));
    await gone();
    expect((await stored()).map(({ no }) => no)).toEqual(['0001', '0009']);
    await new RosterBench(hospital).enrol({ name: '李建国', birthDate: '1948-05-06', idCardNo: before });
    await hospital.database.query(`update source_stream set full_requested = true, next_run_at = now() where source_id = 'peis-files'`);
    await eventually(async () => expect((await stored()).map(({ no }) => no)).toEqual(['0001', '0009', '0010']), 20_000);
  });

  it('whose rows of one record do not stand together are not guessed at', async () => {
    const one = (no: string, item: string): string => line(no, '张国庆', '男', idCard, '2026-06-01', '正常', '2026-06-02 10:00', '', item, '1', '');
    folder.put('体检_d.csv', [line(...HEADINGS), one('0011', '身高'), one('0012', '身高'), one('0011', '体重')].join(''));
    await gone();
    expect(folder.text('failed', '.reason.txt')).toBeTruthy();
    const reasons = folder.names('failed').filter((name) => name.startsWith('体检_d.') && name.endsWith('.reason.txt'));
    expect(reasons).toHaveLength(1);
    expect(folder.text('failed', reasons[0]!)).toMatch(/第 4 行的「体检号」在前面已经出现过/);
  });
});
