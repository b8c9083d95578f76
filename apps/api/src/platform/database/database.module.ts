import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { applicationUrl } from './application-url.js';
import { dataSourceOptions } from './data-source.js';
import { refuseUnguarded } from './row-guard-check.js';
import { ScopedDatabase } from './scoped-database.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Environment],
      useFactory: ({ values }: Environment) => ({
        ...dataSourceOptions(applicationUrl(values), { pool: values.DATABASE_POOL, statementTimeout: 15_000 }),
        retryAttempts: 0,
      }),
      dataSourceFactory: async (options) => {
        const source = await new DataSource(options!).initialize();
        await refuseUnguarded(source);
        return source;
      },
    }),
  ],
  providers: [ScopedDatabase],
  exports: [ScopedDatabase],
})
export class DatabaseModule {}
