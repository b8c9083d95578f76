import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AccessTrail } from '../audit/access-trail.js';
import { ErrorFilter } from '../http/error.filter.js';
import { AccessGuard } from './access.guard.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { RouteCensus } from './route-census.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    AccessTrail,
    RouteCensus,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [AccessTrail],
})
export class AccessModule {}
