import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from '../../schema/entities.js';
import { MIGRATIONS } from '../../schema/migrations/migrations.js';
import { PostgresNaming } from './postgres-naming.js';
import { PreparingClient } from './preparing-client.js';
import { readValuesAsWritten } from './value-types.js';

export interface ConnectionLimits {
  readonly pool: number;
  /** Milliseconds after which PostgreSQL ends a statement. */
  readonly statementTimeout: number;
}

const INTERACTIVE: ConnectionLimits = { pool: 20, statementTimeout: 15_000 };

/** How the application and the migrations connect: plain SQL migrations, no synchronisation, Shanghai time in every session. */
export function dataSourceOptions(url: string, limits: ConnectionLimits = INTERACTIVE): DataSourceOptions {
  readValuesAsWritten();
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    namingStrategy: new PostgresNaming(),
    synchronize: false,
    poolErrorHandler: () => undefined,
    applicationName: 'cadre-health',
    extra: {
      max: limits.pool,
      pipeline: true,
      Client: PreparingClient,
      // A connection is worth its kept plans: it stays through the quiet minutes of a day.
      idleTimeoutMillis: 600_000,
      connectionTimeoutMillis: 2_000,
      options: `-c timezone=Asia/Shanghai -c lock_timeout=3000 -c statement_timeout=${limits.statementTimeout} -c idle_in_transaction_session_timeout=30000 -c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan`,
    },
  };
}

export function openDataSource(url: string, limits?: ConnectionLimits): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, limits)).initialize();
}
