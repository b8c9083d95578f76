import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlacesOf, RowsOf } from '../../platform/access/row-parts.js';
import { Plain } from '../../platform/access/masked.js';

const TEXT = { type: String, nullable: true } as const;

export class CompareQuery {
  /** How many check-ups stand side by side, the newest first. */
  @ApiPropertyOptional({ minimum: 1, maximum: 10, default: 5 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10)
  last: number = 5;
}

/** One check-up as a column. Two of one year are two columns. */
export class ComparedCheckup {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Of the check-in date' }) year: number;
  @ApiProperty({ format: 'date' }) checkupDate: string;
  @ApiProperty() checkupNo: string;
  @ApiProperty() status: string;
  @ApiProperty() revision: number;
}

/** What an item was at one check-up. */
export class ComparedValue {
  @ApiProperty({ enum: ['done', 'refused', 'missed'] }) state: string;
  @ApiProperty({ ...TEXT, description: 'As the source wrote it' }) text: string | null;
  @ApiProperty({ type: Number, nullable: true }) number: number | null;
  @ApiProperty({ ...TEXT, enum: ['H', 'L', 'HH', 'LL', 'A', 'AA', 'N'] }) flag: string | null;
  @ApiProperty(TEXT) range: string | null;
}

/** One item in one unit; the same item in another unit is another row. */
export class ComparedItem {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of an examination') name: string;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty({ description: 'Other rows hold the same item in another unit' }) unitChanged: boolean;
  @PlacesOf(() => ComparedValue, 'One place for each column; null where the check-up has no such item') values: (ComparedValue | null)[];
}

export class CheckupCompare {
  @RowsOf(() => ComparedCheckup, 'The newest first') items: ComparedCheckup[];
  @RowsOf(() => ComparedItem, 'What is out of order at the newest check-up first, then what once was, then the rest') rows: ComparedItem[];
}
