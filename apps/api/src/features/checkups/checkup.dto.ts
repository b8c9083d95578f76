import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;
const STATUSES = ['booked', 'registered', 'examining', 'pending_summary', 'summarized', 'issued', 'cancelled'];

export class CheckupId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

/** A check-up of a year. */
export class CheckupRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() checkupNo: string;
  @ApiProperty() year: number;
  @ApiProperty({ format: 'date' }) checkupDate: string;
  @ApiProperty(TEXT) packageName: string | null;
  @ApiProperty({ enum: STATUSES }) status: string;
  @ApiProperty() revision: number;
  @ApiProperty(TEXT) conclusion: string | null;
  @ApiProperty(TEXT) advice: string | null;
  @ApiProperty(TEXT) chiefDoctor: string | null;
  @ApiProperty() abnormalCount: number;
}

export class CheckupList {
  @RowsOf(() => CheckupRow, 'The newest first') items: CheckupRow[];
}

/** What one department of the check-up found. */
export class CheckupSectionRow {
  @ApiProperty() sectionNo: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) groupName: string | null;
  @ApiProperty(TEXT) summary: string | null;
  @ApiProperty(TEXT) doctor: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) examinedAt: Date | null;
}

/** One finding, as measured. */
export class CheckupItemRow {
  @ApiProperty(TEXT) sectionNo: string | null;
  @ApiProperty({ description: 'Same code: same thing, also in laboratory reports' }) code: string;
  @ApiProperty() @Plain('Name of an examination') name: string;
  @ApiProperty({ enum: ['done', 'refused', 'missed'] }) state: string;
  @ApiProperty({ ...TEXT, description: 'As the source wrote it' }) text: string | null;
  @ApiProperty(NUMBER) number: number | null;
  @ApiProperty({ ...TEXT, enum: ['<', '>', '<=', '>='] }) comparator: string | null;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty({ ...TEXT, enum: ['H', 'L', 'HH', 'LL', 'A', 'N'] }) flag: string | null;
  @ApiProperty({ ...TEXT, enum: ['lis', 'printed', 'local'], description: 'Who judged' }) flagSource: string | null;
  @ApiProperty({ description: 'The source and the range say different things' }) disagrees: boolean;
}

export class CheckupDetail extends CheckupRow {
  @ApiProperty({ type: String, format: 'date', nullable: true }) concludedDate: string | null;
  @ApiProperty(TEXT) workUnit: string | null;
  @ApiProperty() sourceSystem: string;
  @RowsOf(() => CheckupSectionRow) sections: CheckupSectionRow[];
  @RowsOf(() => CheckupItemRow) items: CheckupItemRow[];
}
