import { AccountsService } from '../features/auth/accounts.service.js';
import { SourceFile } from '../features/extraction/source-file.js';
import { RosterFileService } from '../features/roster/roster-file.service.js';
import { readEnvironment } from '../config/environment.js';
import { ScopedDatabase } from '../platform/database/scoped-database.js';
import { seedReferenceData } from '../reference-data.js';
import { withApplication } from './application.js';

/** Fills what an installation starts with; with DEMO=1 also the demonstration's accounts, roster and sources. */
export async function seed(print: (line: string) => void): Promise<void> {
  const { DEMO, ROSTER_FILE, CONNECTORS_FILE } = readEnvironment();
  await withApplication(async (app) => {
    await app.get(ScopedDatabase).asSystem('seed', (em) => seedReferenceData(em));
    print('角色、科室与字典已就绪。');
    if (CONNECTORS_FILE) {
      const sources = await app.get(SourceFile, { strict: false }).load(CONNECTORS_FILE);
      print(`数据源：${sources.join('、')}`);
    }
    if (DEMO) print(`演示账号：${await app.get(AccountsService, { strict: false }).makeDemoAccounts()}`);
    if (ROSTER_FILE) {
      const { added, changed, unchanged, refused } = await app.get(RosterFileService, { strict: false }).load(ROSTER_FILE, { demo: DEMO });
      print(`名册：新增 ${added} 人，变更 ${changed} 人，未变 ${unchanged} 人，未导入 ${refused.length} 行。`);
      for (const { line, reason } of refused.slice(0, 20)) print(`  第 ${line} 行：${reason}`);
    }
  });
}
