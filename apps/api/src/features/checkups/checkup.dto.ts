import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { PersonName } from '../../platform/access/person-name.js';
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
  @ApiProperty({ ...TEXT, enum: ['H', 'L', 'HH', 'LL', 'A', 'AA', 'N'] }) flag: string | null;
  @ApiProperty({ ...TEXT, enum: ['lis', 'printed', 'local'], description: 'Who judged' }) flagSource: string | null;
  @ApiProperty({ description: 'The source and the range say different things' }) disagrees: boolean;
}

export class CheckupDetail extends CheckupRow {
  @ApiProperty({ type: String, format: 'date', nullable: true }) concludedDate: string | null;
  @ApiProperty(TEXT) workUnit: string | null;
  @ApiProperty() sourceSystem: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ description: 'GB/T 2261.1 code' }) sex: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Completed years, today' }) age: number | null;
  @ApiProperty({ type: String, nullable: true, enum: ['L1', 'L2', 'L3', 'L9'], description: 'At the time of the check-up' }) careLevel: string | null;
  @ApiProperty({ isArray: true, enum: ['cadre', 'vip'] }) categories: string[];
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'The check-up of the same person before this one' }) previousId: string | null;
  @RowsOf(() => CheckupSectionRow) sections: CheckupSectionRow[];
  @RowsOf(() => CheckupItemRow) items: CheckupItemRow[];
}

/** What differs between an earlier issue of a report and the one that holds. */
export class CheckupChange {
  @ApiProperty() @Plain('Name of an examination') name: string;
  @ApiProperty(TEXT) before: string | null;
  @ApiProperty(TEXT) now: string | null;
}

/** An issue of the report that was corrected since. */
export class CheckupVersionRow {
  @ApiProperty() revision: number;
  @ApiProperty({ format: 'date-time' }) from: Date;
  @ApiProperty({ format: 'date-time' }) until: Date;
  @ApiProperty(TEXT) conclusion: string | null;
  @ApiProperty(TEXT) advice: string | null;
  @RowsOf(() => CheckupChange) changes: CheckupChange[];
}

export class CheckupVersions {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @RowsOf(() => CheckupVersionRow, 'The newest first, without the one that holds') versions: CheckupVersionRow[];
}
