import { Module } from '@nestjs/common';
import { DepartmentQueries } from './departments.queries.js';
import { DepartmentsController } from './departments.controller.js';

/** Departments. */
@Module({ controllers: [DepartmentsController], providers: [DepartmentQueries] })
export class OrganizationModule {}
