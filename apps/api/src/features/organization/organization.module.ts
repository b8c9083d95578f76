import { Module } from '@nestjs/common';
import { DepartmentChangesController } from './departments/department-changes.controller.js';
import { DepartmentTreeQueries } from './departments/department-tree.queries.js';
import { DepartmentsAdmin } from './departments/departments-admin.service.js';
import { DepartmentImporter } from './departments/department.importer.js';
import { DepartmentsController } from './departments/departments.controller.js';
import { DepartmentQueries } from './departments/departments.queries.js';
import { VisitHandlingQueries } from './departments/visit-handling.queries.js';
import { MappingsController } from './mappings/mappings.controller.js';
import { MappingsService } from './mappings/mappings.service.js';
import { ProvisioningController } from './provisioning/provisioning.controller.js';
import { ProvisioningQueries } from './provisioning/provisioning.queries.js';
import { StaffChangesJob } from './provisioning/staff-changes.job.js';
import { StaffAdmin } from './staff/staff-admin.service.js';
import { StaffImporter } from './staff/staff.importer.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffQueries } from './staff/staff.queries.js';
import { AccountsAdmin } from './users/accounts-admin.service.js';
import { DepartmentBindingsService } from './users/department-bindings.service.js';
import { SecretExpiry } from './users/secret-expiry.job.js';
import { UserImporter } from './users/user.importer.js';
import { UsersController } from './users/users.controller.js';
import { UserQueries } from './users/users.queries.js';

/** Departments, those who work in them, and their accounts. */
@Module({
  controllers: [DepartmentsController, DepartmentChangesController, StaffController, UsersController, MappingsController, ProvisioningController],
  providers: [
    DepartmentQueries, DepartmentTreeQueries, DepartmentsAdmin, VisitHandlingQueries, StaffAdmin, StaffQueries, AccountsAdmin,
    DepartmentBindingsService, SecretExpiry, UserQueries, MappingsService, ProvisioningQueries, StaffChangesJob,
    DepartmentImporter, StaffImporter, UserImporter,
  ],
})
export class OrganizationModule {}
