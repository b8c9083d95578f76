import { Module } from '@nestjs/common';
import { AppointmentReceptionsController } from './appointment-receptions.controller.js';
import { AppointmentReceptions } from './appointment-receptions.service.js';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentQueries } from './appointments.queries.js';
import { AttachmentService } from './attachments.service.js';
import { DutyLogsController } from './duty-logs.controller.js';
import { DutyLogQueries } from './duty-logs.queries.js';
import { DutyLogService } from './duty-logs.service.js';
import { MissionAttachmentsController } from './mission-attachments.controller.js';
import { MissionsController } from './missions.controller.js';
import { MissionQueries } from './missions.queries.js';
import { MissionService } from './missions.service.js';
import { ReceptionAttachmentsController } from './reception-attachments.controller.js';
import { ReceptionsController } from './receptions.controller.js';
import { ReceptionQueries } from './receptions.queries.js';
import { ReceptionService } from './receptions.service.js';

/** Appointments of a person (reading only), 接待记录, 保健任务 and 体检现场工作量. */
@Module({
  controllers: [AppointmentsController, AppointmentReceptionsController, ReceptionsController, ReceptionAttachmentsController, MissionsController, MissionAttachmentsController, DutyLogsController],
  providers: [AppointmentQueries, AppointmentReceptions, ReceptionQueries, ReceptionService, MissionQueries, MissionService, DutyLogQueries, DutyLogService, AttachmentService],
})
export class AppointmentsModule {}
