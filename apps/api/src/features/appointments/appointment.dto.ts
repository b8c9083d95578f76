import { maskPhone } from '@cadre/clinical/mask';
import { ApiProperty } from '@nestjs/swagger';
import { MaskedField } from '../../platform/access/masked.js';
import { PageOf } from '../../platform/http/page.dto.js';

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
  @ApiProperty(TEXT) note: string | null;
}

export class AppointmentPage extends PageOf(AppointmentRow) {}
