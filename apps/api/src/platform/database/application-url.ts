import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentValues } from '../../config/environment.js';

/** Where `migrate` leaves the connection of the application's own role (mode 0600). */
export const applicationUrlFile = (dataDir: string): string => join(dataDir, 'app-database-url');

/** The connection of the application's own role. */
export function applicationUrl(values: EnvironmentValues): string {
  if (values.DATABASE_APP_URL) return values.DATABASE_APP_URL;
  const file = applicationUrlFile(values.DATA_DIR);
  if (!existsSync(file)) {
    throw new Error(`没有找到应用的数据库连接：请先运行 npm run migrate，或设置 DATABASE_APP_URL。`);
  }
  return readFileSync(file, 'utf8').trim();
}
