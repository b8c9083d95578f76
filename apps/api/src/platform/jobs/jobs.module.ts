import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobDelivery } from './job-delivery.js';
import { JobHandlers } from './job-handlers.js';
import { JobRunner } from './job-runner.js';
import { JobStore } from './job-store.js';
import { JobsController } from './jobs.controller.js';
import { JobQueries } from './jobs.queries.js';
import { Jobs } from './jobs.service.js';

/** Background jobs; the modules that know accounts and that tell people of an end come from the application. */
@Global()
@Module({})
export class JobsModule {
  static with(accounts: Type, news: Type): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule, accounts, news],
      controllers: [JobsController],
      providers: [JobHandlers, JobStore, JobRunner, JobDelivery, JobQueries, Jobs],
      exports: [Jobs],
    };
  }
}
