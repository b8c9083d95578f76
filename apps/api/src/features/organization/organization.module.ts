import { Module } from '@nestjs/common';
import { DepartmentChangesController } from './departments/department-changes.controller.js';
import { DepartmentTreeQueries } from './departments/department-tree.queries.js';
import { DepartmentsAdmin } from './departments/departments-admin.service.js';
import { DepartmentsController } from './departments/departments.controller.js';
import { DepartmentQueries } from './departments/departments.queries.js';
import { VisitHandlingQueries } from './departments/visit-handling.queries.js';
import { AccountsAdmin } from './users/accounts-admin.service.js';
import { DepartmentBindingsService } from './users/department-bindings.service.js';
import { SecretExpiry } from './users/secret-expiry.job.js';
import { UsersController } from './users/users.controller.js';
import { UserQueries } from './users/users.queries.js';

/** Departments, those who work in them, and their accounts. */
@Module({
  controllers: [DepartmentsController, DepartmentChangesController, UsersController],
  providers: [
    DepartmentQueries, DepartmentTreeQueries, DepartmentsAdmin, VisitHandlingQueries, AccountsAdmin, DepartmentBindingsService, SecretExpiry, UserQueries,
  ],
})
export class OrganizationModule {}
