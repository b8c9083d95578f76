import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsInt, Matches, Min } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

/** As the API document describes a value. */
export const anyValue = { oneOf: ['string', 'number', 'boolean'].map((type) => ({ type })) };
export type Value = string | number | boolean;

export class ParameterId {
  @ApiProperty({ example: 'security.passwordProfile' }) @Matches(/^[a-z]+\.[a-zA-Z]{1,60}$/) id: string;
}

export class ParameterChoice {
  @ApiProperty() value: string;
  @ApiProperty() name: string;
}

export class ParameterRow {
  @ApiProperty({ example: 'security.passwordProfile' }) id: string;
  @ApiProperty({ enum: ['security', 'sync', 'audit', 'confidential', 'care', 'lab', 'display'] }) group: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'What it does, for the administrator' }) description: string;
  @ApiProperty({ enum: ['number', 'flag', 'choice', 'text'] }) kind: string;
  @ApiProperty({ ...anyValue, description: 'As it holds now' }) value: Value;
  @ApiProperty({ ...anyValue, description: 'What holds when nobody sets anything' }) default: Value;
  @ApiProperty({ type: Number, nullable: true }) least: number | null;
  @ApiProperty({ type: Number, nullable: true }) most: number | null;
  @ApiProperty({ type: String, nullable: true }) unit: string | null;
  @RowsOf(() => ParameterChoice, 'Of a choice; otherwise empty') choices: ParameterChoice[];
  @ApiProperty({ description: '0: nobody has set it yet; sent back with a change' }) version: number;
  @ApiProperty({ type: String, nullable: true }) changedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) changedAt: Date | null;
}

export class ParameterList {
  @RowsOf(() => ParameterRow) items: ParameterRow[];
}

export class ParameterChange {
  @ApiProperty(anyValue) @IsDefined() value: unknown;
  @ApiProperty({ description: 'As it was read: somebody else may have changed it meanwhile' }) @IsInt() @Min(0) version: number;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class ParameterHistoryRow {
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty() changedBy: string;
  @ApiProperty({ ...anyValue, nullable: true, description: 'Null: the default held' }) before: Value | null;
  @ApiProperty({ ...anyValue, nullable: true, description: 'Null: back to the default' }) after: Value | null;
}

export class ParameterHistory {
  @RowsOf(() => ParameterHistoryRow) items: ParameterHistoryRow[];
}
