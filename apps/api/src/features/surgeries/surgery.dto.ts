import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked, Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export class ProcedureRow {
  @ApiProperty({ ...TEXT, description: 'ICD-9-CM-3' }) code: string | null;
  @ApiProperty() @Plain('Name of an operation') name: string;
  @ApiProperty({ ...TEXT, description: '1 to 4' }) level: string | null;
  @ApiProperty(TEXT) site: string | null;
  @ApiProperty() main: boolean;
}

export class SurgeryRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() surgeryNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ description: 'requested, scheduled, in-progress, completed, cancelled, or the code of the source' }) status: string;
  @ApiProperty() emergency: boolean;
  @ApiProperty(TIME) scheduledAt: Date | null;
  @ApiProperty(TIME) startedAt: Date | null;
  @ApiProperty(TIME) endedAt: Date | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) room: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') preDiagnosis: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') postDiagnosis: string | null;
  @ApiProperty(TEXT) anesthesia: string | null;
  @ApiProperty(TEXT) surgeonName: string | null;
  @ApiProperty(TEXT) firstAssistant: string | null;
  @ApiProperty(TEXT) secondAssistant: string | null;
  @ApiProperty(TEXT) anesthetist: string | null;
  @RowsOf(() => ProcedureRow, 'The main one first') procedures: ProcedureRow[];
}

export class SurgeryPage extends PageOf(SurgeryRow) {}
