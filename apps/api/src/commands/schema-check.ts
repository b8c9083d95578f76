import { openDataSource } from '../platform/database/data-source.js';

/** What TypeORM would change to make the tables equal to the entities; empty when migrations and entities agree. */
export async function schemaDrift(url: string): Promise<string[]> {
  const source = await openDataSource(url, { pool: 2, statementTimeout: 0 });
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
}
