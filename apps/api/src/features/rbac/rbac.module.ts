import { Module } from '@nestjs/common';
import { RightsLookup } from './rights.port.js';
import { RightsQueries } from './rights.queries.js';

/** Roles, permissions and data scopes. */
@Module({
  providers: [RightsQueries, { provide: RightsLookup, useExisting: RightsQueries }],
  exports: [RightsLookup],
})
export class RbacModule {}
