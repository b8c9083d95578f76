import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNumber, Matches, Max, Min } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

const NUMBER = { type: Number, nullable: true } as const;
const TEXT = { type: String, nullable: true } as const;

/** What one item is judged by; without figures it is 未配置 and not judged. */
export class VariationRow {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a laboratory test') name: string;
  @ApiProperty() @Plain('Name of a group of tests') groupName: string;
  @ApiProperty({ ...NUMBER, description: 'In the laboratory, percent' }) cva: number | null;
  @ApiProperty({ ...NUMBER, description: 'In a healthy person, percent' }) cvi: number | null;
  @ApiProperty({ ...NUMBER, description: 'RCV = √2·Z·√(CVA² + CVI²), percent' }) rcv: number | null;
  @ApiProperty({ description: 'As the parameter says' }) z: number;
  @ApiProperty({ ...TEXT, description: 'Where the figures come from' }) source: string | null;
  @ApiProperty({ description: '0: there is none yet' }) version: number;
  @ApiProperty({ description: 'False: published figures that the laboratory has not looked at yet' }) confirmed: boolean;
  @ApiProperty(TEXT) changedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) changedAt: Date | null;
}

export class VariationList {
  @RowsOf(() => VariationRow, 'In the order of the catalogue') items: VariationRow[];
}

export class VariationVersion {
  @ApiProperty() version: number;
  @ApiProperty() cva: number;
  @ApiProperty() cvi: number;
  @ApiProperty() source: string;
  @ApiProperty() changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it holds' }) replacedAt: Date | null;
}

export class VariationVersions {
  @RowsOf(() => VariationVersion, 'The newest first') items: VariationVersion[];
}

export class ItemCode {
  @ApiProperty({ example: 'CREA' }) @Matches(/^[A-Za-z0-9_-]{1,40}$/) code: string;
}

export class VariationChange {
  @ApiProperty({ minimum: 0.01, maximum: 100 }) @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(100) cva: number;
  @ApiProperty({ minimum: 0.01, maximum: 100 }) @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(100) cvi: number;
  @ApiProperty({ minLength: 2, description: 'Where the figures come from' }) @CleanText(100, 2) source: string;
  @ApiProperty({ minimum: 0, description: 'The version that was read; 0 where there was none' }) @IsInt() @Min(0) @Max(100_000) version: number;
}
