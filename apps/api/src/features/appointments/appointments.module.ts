import { Module } from '@nestjs/common';
import { AppointmentReceptionsController } from './appointment-receptions.controller.js';
import { AppointmentReceptions } from './appointment-receptions.service.js';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentQueries } from './appointments.queries.js';
import { MissionsController } from './missions.controller.js';
import { MissionQueries } from './missions.queries.js';
import { MissionService } from './missions.service.js';
import { ReceptionsController } from './receptions.controller.js';
import { ReceptionQueries } from './receptions.queries.js';
import { ReceptionService } from './receptions.service.js';

/** Appointments of a person (reading only), 接待记录 and 保健任务. */
@Module({
  controllers: [AppointmentsController, AppointmentReceptionsController, ReceptionsController, MissionsController],
  providers: [AppointmentQueries, AppointmentReceptions, ReceptionQueries, ReceptionService, MissionQueries, MissionService],
})
export class AppointmentsModule {}
