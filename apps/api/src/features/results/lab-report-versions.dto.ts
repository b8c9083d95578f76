import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;

/** What one version says otherwise than the one before. */
export class LabReportChange {
  @ApiProperty({ description: 'The item of the report, or 报告状态' }) item: string;
  @ApiProperty({ ...TEXT, description: 'Null: it was not there' }) before: string | null;
  @ApiProperty({ ...TEXT, description: 'Null: it is not there any more' }) after: string | null;
}

export class LabReportVersion {
  @ApiProperty({ format: 'date-time', description: 'Since when we had it so' }) recordedFrom: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it is the one that holds' }) recordedTo: Date | null;
  @ApiProperty({ format: 'date-time', description: 'Version of the source' }) sourceVersion: Date;
  @ApiProperty() revision: number;
  @ApiProperty({ enum: ['preliminary', 'final', 'corrected', 'withdrawn'] }) status: string;
  @ApiProperty({ description: '源端已删除' }) removed: boolean;
  @ApiProperty() resultCount: number;
  @ApiProperty() abnormalCount: number;
  @RowsOf(() => LabReportChange, 'Against the version before; empty for the first') changes: LabReportChange[];
}

export class LabReportVersions {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @RowsOf(() => LabReportVersion, 'The newest first') versions: LabReportVersion[];
}
