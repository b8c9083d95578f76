import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';

export const FINDING_STATUS = ['open', 'explained', 'violation'] as const;

export class FindingQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FINDING_STATUS }) @IsOptional() @IsIn(FINDING_STATUS) status?: (typeof FINDING_STATUS)[number];
  @ApiPropertyOptional({ example: 'many-people' }) @IsOptional() @Matches(/^[a-z-]{1,40}$/) rule?: string;
}

export class FindingRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty() rule: string;
  @ApiProperty() ruleName: string;
  @ApiProperty() actor: string;
  @ApiProperty() value: number;
  @ApiProperty() threshold: number;
  @ApiProperty() unit: string;
  @ApiProperty({ type: String, format: 'date-time' }) firstAt: Date;
  @ApiProperty({ type: String, format: 'date-time' }) lastAt: Date;
  @ApiProperty({ enum: FINDING_STATUS }) status: string;
  @ApiProperty({ type: String, nullable: true }) handledBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) handledAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class FindingPage extends PageOf(FindingRow) {}

export class FindingDecision {
  @ApiProperty({ enum: ['explained', 'violation'] }) @IsIn(['explained', 'violation']) status: 'explained' | 'violation';
  @ApiProperty({ minLength: 2, description: 'What was found out' }) @CleanText(500, 2) note: string;
}

export class RuleId {
  @ApiProperty({ example: 'many-people' }) @Matches(/^[a-z-]{1,40}$/) id: string;
}

export class RuleRow {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() description: string;
  @ApiProperty() unit: string;
  @ApiProperty() enabled: boolean;
  @ApiProperty() threshold: number;
  @ApiProperty() windowMinutes: number;
  @ApiProperty() changedBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt: Date;
}

export class RuleList {
  @RowsOf(() => RuleRow) items: RuleRow[];
}

export class RuleChange {
  @ApiProperty() @IsBoolean() enabled: boolean;
  @ApiProperty({ minimum: 1, maximum: 100_000 }) @IsInt() @Min(1) @Max(100_000) threshold: number;
  @ApiProperty({ minimum: 1, maximum: 1440 }) @IsInt() @Min(1) @Max(1440) windowMinutes: number;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}
