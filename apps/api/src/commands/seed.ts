import { existsSync } from 'node:fs';
import { AccountsService } from '../features/auth/accounts.service.js';
import { readEnvironment } from '../config/environment.js';
import { ScopedDatabase } from '../platform/database/scoped-database.js';
import { seedReferenceData } from '../reference-data.js';
import { withApplication } from './application.js';

/** Fills what an installation starts with; with DEMO=1 also the demonstration's accounts, roster and sources. */
export async function seed(print: (line: string) => void): Promise<void> {
  const { DEMO, ROSTER_FILE } = readEnvironment();
  await withApplication(async (app) => {
    await app.get(ScopedDatabase).asSystem('seed', (em) => seedReferenceData(em));
    print('角色、科室与字典已就绪。');
    if (!DEMO) return;
    print(`演示账号：${await app.get(AccountsService, { strict: false }).makeDemoAccounts()}`);
    if (ROSTER_FILE && !existsSync(ROSTER_FILE)) throw new Error(`没有找到名册文件 ${ROSTER_FILE}，请检查 ROSTER_FILE。`);
  });
}
