import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked, Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { COMPARATOR, FLAG, LabReportRow } from './lab-report.dto.js';

const TEXT = { type: String, nullable: true } as const;

/** A main diagnosis of the last three years. */
export class OverviewDiagnosis {
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') code: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') name: string | null;
  @ApiProperty({ description: 'How many visits had it' }) visits: number;
  @ApiProperty({ format: 'date-time' }) lastAt: Date;
}

/** The newest result of an important item. */
export class KeyItem {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a laboratory test') name: string;
  @ApiProperty() abbr: string;
  @ApiProperty(TEXT) text: string | null;
  @ApiProperty(COMPARATOR) comparator: string | null;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty(FLAG) flag: string | null;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ format: 'uuid' }) reportId: string;
  @ApiProperty({ type: [Number], description: 'Comparable values, old to new, in one unit' }) spark: number[];
}

export class OverviewVisit {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['outpatient', 'emergency', 'inpatient'] }) visitClass: string;
  @ApiProperty({ format: 'date-time' }) startedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty() status: string;
}

/** What matters most of a person at first sight. */
export class Overview {
  @RowsOf(() => OverviewDiagnosis, 'The latest first, at most 20') diagnoses: OverviewDiagnosis[];
  @RowsOf(() => KeyItem, 'Of about a dozen items those that were ever measured') keyItems: KeyItem[];
  @RowsOf(() => OverviewVisit, 'The newest five') recentVisits: OverviewVisit[];
  @RowsOf(() => LabReportRow, 'The newest five') recentReports: LabReportRow[];
}
