import { maskPhone } from '@cadre/clinical/mask';
import { ApiProperty } from '@nestjs/swagger';
import { MaskedField } from '../../platform/access/masked.js';
import { PageOf } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';
import { RECEPTION_STATUSES } from './reception.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export class AppointmentRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() appointmentNo: string;
  @ApiProperty({ description: 'outpatient, exam, inpatient, checkup, surgery, or the code of the source' }) kind: string;
  @ApiProperty(TEXT) itemName: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty({ format: 'date-time' }) appointedAt: Date;
  @ApiProperty(TIME) endsAt: Date | null;
  @ApiProperty(TEXT) queueNo: string | null;
  @ApiProperty() priority: boolean;
  @ApiProperty() feeWaived: boolean;
  @ApiProperty({ description: 'pending, confirmed, arrived, done, rejected, cancelled, no-show, or the code of the source' }) status: string;
  @ApiProperty(TIME) bookedAt: Date | null;
  @ApiProperty(TEXT) bookedBy: string | null;
  @ApiProperty(TEXT) @MaskedField('phone', maskPhone) contactPhone: string | null;
  @ApiProperty(TEXT) channel: string | null;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ ...TEXT, enum: RECEPTION_STATUSES, description: 'Of the reception that was begun from it' }) receptionStatus: string | null;
  @ApiProperty(TEXT) note: string | null;
}

export class AppointmentPage extends PageOf(AppointmentRow) {}

/** A booking of today and what became of it. */
export class DueAppointment extends PersonRow {
  @ApiProperty() kind: string;
  @ApiProperty(TEXT) itemName: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty({ format: 'date-time' }) appointedAt: Date;
  @ApiProperty({ description: 'As of the booking system' }) status: string;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'The reception that was begun from it' }) receptionId: string | null;
  @ApiProperty({ ...TEXT, enum: RECEPTION_STATUSES }) receptionStatus: string | null;
}

export class DueAppointmentPage extends PageOf(DueAppointment) {}

