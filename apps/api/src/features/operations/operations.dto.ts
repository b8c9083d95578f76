import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { OptionalText } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

export const EVENT_LEVELS = ['warn', 'error'] as const;
export const EVENT_STATUS = ['open', 'handled'] as const;

export class SystemEventQuery extends PageQuery {
  @ApiPropertyOptional({ enum: EVENT_LEVELS }) @IsOptional() @IsIn(EVENT_LEVELS) level?: (typeof EVENT_LEVELS)[number];
  @ApiPropertyOptional({ enum: EVENT_STATUS }) @IsOptional() @IsIn(EVENT_STATUS) status?: (typeof EVENT_STATUS)[number];
  @OptionalText('Part of the module, of the message, or an error number as the user saw it') words?: string;
}

export class SystemEventRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: EVENT_LEVELS }) level: string;
  @ApiProperty() module: string;
  @ApiProperty({ description: 'Without data of people' }) message: string;
  @ApiProperty() count: number;
  @ApiProperty({ type: String, format: 'date-time' }) firstAt: Date;
  @ApiProperty({ type: String, format: 'date-time' }) lastAt: Date;
  @ApiProperty({ type: [String], description: 'Error numbers as users saw them, the newest last, at most 20' }) traces: string[];
  @ApiProperty({ enum: EVENT_STATUS }) status: string;
  @ApiProperty({ type: String, nullable: true }) handledBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) handledAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class SystemEventPage extends PageOf(SystemEventRow) {}

export class SystemEventNote {
  @ApiProperty({ minLength: 2 }) @CleanText(500, 2) note: string;
}

export class HealthPart {
  @ApiProperty({ enum: ['database', 'disk', 'http', 'jobs', 'audit-chain', 'sources', 'images', 'events'] }) part: string;
  @ApiProperty({ enum: ['good', 'warning', 'bad'] }) state: 'good' | 'warning' | 'bad';
  @ApiProperty({ description: 'In one Chinese sentence' }) sentence: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) at: Date | null;
}

export class HealthAnswer {
  @ApiProperty() version: string;
  @ApiProperty({ type: String, format: 'date-time' }) now: Date;
  @ApiProperty() timeZone: string;
  @RowsOf(() => HealthPart) items: HealthPart[];
}
