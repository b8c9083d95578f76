import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;
export const COURSE_SOURCES = ['order', 'prescription'] as const;

/** A drug given from one day to another, or until nobody knows. */
export class MedicationCourse {
  @ApiProperty({ enum: COURSE_SOURCES }) source: (typeof COURSE_SOURCES)[number];
  @ApiProperty({ description: 'Number of the order or prescription' }) number: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ ...TEXT, description: 'long or temporary, of an order' }) term: string | null;
  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: goes on' }) until: string | null;
  @ApiProperty({ description: 'The end follows from the days of the prescription, nobody recorded it' }) presumed: boolean;
  @ApiProperty({ description: 'Dose, route and frequency as written' }) usage: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
}

/** One drug over all visits and stays. */
export class MedicationRow {
  @ApiProperty() drugName: string;
  @ApiProperty(TEXT) specification: string | null;
  @ApiProperty({ description: 'Taken today, as far as orders and prescriptions tell' }) current: boolean;
  @ApiProperty({ format: 'date-time', description: 'When it was last ordered or prescribed' }) lastAt: string;
  @ApiProperty({ enum: COURSE_SOURCES, isArray: true }) sources: string[];
  @RowsOf(() => MedicationCourse, 'The newest first') courses: MedicationCourse[];
}

export class MedicationList {
  @RowsOf(() => MedicationRow, 'Current ones first, then by the last order') items: MedicationRow[];
}
