import { Module } from '@nestjs/common';
import { RegistrationSummaryQueries } from './registration-summary.queries.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationQueries } from './registrations.queries.js';

/** Registrations: list, summary by department, one with its changes. */
@Module({ controllers: [RegistrationsController], providers: [RegistrationQueries, RegistrationSummaryQueries] })
export class RegistrationsModule {}
