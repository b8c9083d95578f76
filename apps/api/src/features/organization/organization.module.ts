import { Module } from '@nestjs/common';
import { DepartmentQueries } from './departments.queries.js';
import { DepartmentsController } from './departments.controller.js';
import { AccountsAdmin } from './users/accounts-admin.service.js';
import { DepartmentBindingsService } from './users/department-bindings.service.js';
import { SecretExpiry } from './users/secret-expiry.job.js';
import { UsersController } from './users/users.controller.js';
import { UserQueries } from './users/users.queries.js';

/** Departments, those who work in them, and their accounts. */
@Module({
  controllers: [DepartmentsController, UsersController],
  providers: [DepartmentQueries, AccountsAdmin, DepartmentBindingsService, SecretExpiry, UserQueries],
})
export class OrganizationModule {}
