import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate } from '../../platform/http/input-rules.js';
import { COMPARATOR, FLAG, FLAG_SOURCE } from './lab-report.dto.js';

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;

export class LabSeriesQuery {
  @ApiProperty({ example: 'CREA,UREA', description: 'Up to six item codes of the matrix, separated by commas' })
  @MaxLength(600) @Matches(/^[^,]+(,[^,]+)*$/)
  items: string;

  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'That day included' }) @IsOptional() @CalendarDate() to?: string;
}

/** One result in a chart. */
export class SeriesPoint {
  @ApiProperty({ format: 'date-time', description: 'When the specimen was taken' }) at: Date;
  @ApiProperty({ ...TEXT, description: 'As the laboratory wrote it' }) text: string | null;
  @ApiProperty({ ...NUMBER, description: 'In the unit of the series; with a comparator the limit, not a value; null: cannot be drawn' }) number: number | null;
  @ApiProperty(COMPARATOR) comparator: string | null;
  @ApiProperty(FLAG) flag: string | null;
  @ApiProperty(FLAG_SOURCE) flagSource: string | null;
  @ApiProperty({ ...NUMBER, description: 'Reference range of this result in the unit of the series' }) low: number | null;
  @ApiProperty(NUMBER) high: number | null;
  @ApiProperty({ ...TEXT, description: 'Range as printed, in the unit of the laboratory' }) rangeText: string | null;
  @ApiProperty({ ...TEXT, description: 'Unit as printed' }) unit: string | null;
  @ApiProperty({ description: 'Was measured in another unit' }) converted: boolean;
  @ApiProperty({ format: 'uuid' }) reportId: string;
  @ApiProperty() reportNo: string;
  @ApiProperty({ enum: ['final', 'corrected'] }) status: string;
  @ApiProperty() revision: number;
  @ApiProperty({ ...NUMBER, description: 'Percent, against the result before it on the same line; null: nothing to compare with' }) changePercent: number | null;
  @ApiProperty({ ...NUMBER, description: 'RCV in percent; null: the item has no variation, 未配置' }) rcv: number | null;
}

/** Results that may be joined by a line: one item, one unit, one method, one scale. */
export class Series {
  @ApiProperty() itemCode: string;
  @ApiProperty() @Plain('Name of a laboratory test') itemName: string;
  @ApiProperty({ enum: ['quantity', 'titre', 'ordinal', 'text'], description: 'text: results that no line can show' }) scale: string;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) method: string | null;
  @ApiProperty({ ...TEXT, description: 'Why there are several lines, and what was converted' }) note: string | null;
  @RowsOf(() => SeriesPoint, 'Old to new') points: SeriesPoint[];
}

/** What happened at the time, to be drawn with the lines. */
export class SeriesEvent {
  @ApiProperty({ enum: ['stay', 'surgery', 'medication'] }) kind: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: still in hospital, still taken; of an operation: one moment' }) until: Date | null;
  @ApiProperty() title: string;
}

export class LabSeries {
  @RowsOf(() => Series) series: Series[];
  @RowsOf(() => SeriesEvent) events: SeriesEvent[];
}
