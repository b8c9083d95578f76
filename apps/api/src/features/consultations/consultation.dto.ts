import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export class ParticipantRow {
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TIME) arrivedAt: Date | null;
  @ApiProperty(TEXT) opinion: string | null;
}

export class ConsultationRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() consultationNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ ...TEXT, description: 'ordinary, urgent, multidisciplinary, external, or the code of the source' }) kind: string | null;
  @ApiProperty({ description: 'requested, accepted, finished, cancelled, or the code of the source' }) status: string;
  @ApiProperty() urgent: boolean;
  @ApiProperty({ format: 'date-time' }) requestedAt: Date;
  @ApiProperty(TIME) startedAt: Date | null;
  @ApiProperty(TIME) endedAt: Date | null;
  @ApiProperty(TEXT) requestDepartmentName: string | null;
  @ApiProperty(TEXT) requestingDoctor: string | null;
  @ApiProperty(TEXT) reason: string | null;
  @ApiProperty(TEXT) purpose: string | null;
  @RowsOf(() => ParticipantRow) participants: ParticipantRow[];
}

export class ConsultationPage extends PageOf(ConsultationRow) {}
