import { Module } from '@nestjs/common';
import { RightsChangesController } from './changes/rights-changes.controller.js';
import { RightsChanges } from './changes/rights-changes.service.js';
import { EffectiveRightsQueries } from './grants/effective-rights.queries.js';
import { Memberships } from './grants/memberships.service.js';
import { Overrides } from './grants/overrides.service.js';
import { MyRightsController, UserRightsController } from './grants/user-rights.controller.js';
import { RightsLookup } from './rights.port.js';
import { RightsQueries } from './rights.queries.js';
import { RoleAdmin } from './roles/role-admin.service.js';
import { RolePeopleController } from './people/role-people.controller.js';
import { RolePeople } from './people/role-people.service.js';
import { RoleSheets } from './roles/role-sheets.service.js';
import { RolesController } from './roles/roles.controller.js';
import { RoleQueries } from './roles/roles.queries.js';

/** Roles, permissions and data scopes. */
@Module({
  controllers: [RolesController, RightsChangesController, UserRightsController, MyRightsController, RolePeopleController],
  providers: [
    RightsQueries, { provide: RightsLookup, useExisting: RightsQueries },
    RoleAdmin, RoleQueries, RoleSheets, RightsChanges, Memberships, Overrides, EffectiveRightsQueries, RolePeople,
  ],
  exports: [RightsLookup],
})
export class RbacModule {}
