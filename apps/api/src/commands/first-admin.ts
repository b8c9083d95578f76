import { AccountsService } from '../features/auth/accounts.service.js';
import { withApplication } from './application.js';

/** Makes (or resets) the first administrator of an empty installation and shows the one-time password. */
export async function firstAdmin(username: string, print: (line: string) => void): Promise<void> {
  await withApplication(async (app) => {
    const password = await app.get(AccountsService, { strict: false }).make(
      { username, name: '系统管理员', role: 'SYS_ADMIN', departmentCode: null, staffNo: null, demo: false },
      { mustChange: true },
    );
    print(`账号 ${username} 的一次性口令：${password}`);
  });
}
