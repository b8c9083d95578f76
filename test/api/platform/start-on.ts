import { AppModule } from '../../../apps/api/src/app.module.js';
import { type EnvironmentValues, readEnvironment } from '../../../apps/api/src/config/environment.js';
import { createHttpServer } from '../../../apps/api/src/platform/http/http-server.js';
import type { TestDatabase } from '../../support/database.js';

export const valuesFor = (
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
): EnvironmentValues =>
  readEnvironment({
    PORT: '0',
    DATA_DIR: database.dataDir,
    DATABASE_APP_URL: database.appUrl,
    ROLE: 'http',
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '2',
    ...environment,
  });

/** Starts the server on this database and stops it again. Throws what the start throws. */
export async function tryToStart(
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const values = valuesFor(database, environment);
  const app = await createHttpServer(AppModule.of(values), values);
  try {
    await app.init();
  } finally {
    await app.close();
  }
}
