import { Module } from '@nestjs/common';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentQueries } from './appointments.queries.js';

/** Appointments of a person, reading only. */
@Module({ controllers: [AppointmentsController], providers: [AppointmentQueries] })
export class AppointmentsModule {}
