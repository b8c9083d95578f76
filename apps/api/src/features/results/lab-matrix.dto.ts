import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { PlacesOf, RowsOf } from '../../platform/access/row-parts.js';
import { COMPARATOR, FLAG, FLAG_SOURCE } from './lab-report.dto.js';

const TEXT = { type: String, nullable: true } as const;

export class LabMatrixQuery {
  @ApiPropertyOptional({ example: 'LFT', description: 'One group of items; OTHER for those of no group' })
  @IsOptional() @Matches(/^[A-Z0-9_-]{1,20}$/)
  group?: string;

  @ApiPropertyOptional({ description: 'Only items with an abnormal result in the shown reports' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  onlyAbnormal?: boolean;

  @ApiPropertyOptional({ minimum: 1, maximum: 50, default: 10, description: 'How many of the newest reports' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50)
  reports: number = 10;
}

/** A column of the matrix. */
export class MatrixReport {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time', description: 'When the specimen was taken' }) at: Date;
  @ApiProperty() reportNo: string;
  @ApiProperty() panelName: string;
  @ApiProperty({ enum: ['final', 'corrected'] }) status: string;
  @ApiProperty() revision: number;
  @ApiProperty(TEXT) departmentName: string | null;
}

export class MatrixCell {
  @ApiProperty({ format: 'uuid' }) reportId: string;
  @ApiProperty({ ...TEXT, description: 'As the laboratory wrote it' }) text: string | null;
  @ApiProperty({ type: Number, nullable: true }) number: number | null;
  @ApiProperty(COMPARATOR) comparator: string | null;
  @ApiProperty(FLAG) flag: string | null;
  @ApiProperty(FLAG_SOURCE) flagSource: string | null;
  @ApiProperty({ description: '标记不一致' }) disagrees: boolean;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty(TEXT) range: string | null;
  @ApiProperty(TEXT) method: string | null;
}

/** A line of the matrix: one item over the reports. */
export class MatrixItem {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a laboratory test') name: string;
  @ApiProperty(TEXT) abbr: string | null;
  @ApiProperty({ ...TEXT, description: 'Of the newest shown result' }) unit: string | null;
  @ApiProperty({ ...TEXT, description: 'Of the newest shown result' }) range: string | null;
  @ApiProperty({ type: [Number], description: 'The newest comparable values, old to new, in one unit; beyond the shown reports' }) spark: number[];
  @PlacesOf(() => MatrixCell, 'One a report, in their order; null where the report has no such item') cells: (MatrixCell | null)[];
}

export class MatrixGroup {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a group of tests') name: string;
  @RowsOf(() => MatrixItem) items: MatrixItem[];
}

export class MatrixSources {
  @ApiProperty({ description: 'False: no laboratory system was ever read' }) connected: boolean;
}

export class LabMatrix {
  @RowsOf(() => MatrixReport, 'The newest first') reports: MatrixReport[];
  @RowsOf(() => MatrixGroup, 'In the order of the catalogue') groups: MatrixGroup[];
  @ApiProperty() sources: MatrixSources;
}
