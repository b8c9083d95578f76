import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../../platform/http/input-rules.js';

export const SUMMARY_STATUSES = ['draft', 'submitted', 'approved', 'published', 'superseded', 'withdrawn'] as const;
export const RISK_LEVELS = ['low', 'medium', 'high'] as const;
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** One line of advice; with a day it becomes a task of 复查与随访 when the summary is published. */
export class SummaryAdvice {
  @ApiProperty() @CleanText(500) text: string;
  @ApiPropertyOptional({ ...TEXT, description: '复查项目' }) @emptyIsNull @IsOptional() @CleanText(100) recheckItem: string | null = null;
  @ApiPropertyOptional({ ...TEXT, format: 'date', description: '复查日期' }) @emptyIsNull @IsOptional() @CalendarDate() recheckDate: string | null = null;
}

/** What is typed; saved as it is, also half finished. */
export class SummaryInput {
  @ApiProperty({ maxLength: 20_000 }) @CleanText(20_000) body: string;
  @ApiProperty({ type: () => [SummaryAdvice] }) @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => SummaryAdvice) advice: SummaryAdvice[];
  @ApiPropertyOptional({ ...TEXT, enum: RISK_LEVELS }) @emptyIsNull @IsOptional() @IsIn(RISK_LEVELS) riskLevel: (typeof RISK_LEVELS)[number] | null = null;
  @ApiPropertyOptional({ description: 'Of the edition in work, as it was read; left out when there was none' }) @IsOptional() @IsInt() @Min(1) version?: number;
}

/** A step of the edition in work, or of the one in force. */
export class SummaryStep {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ maxLength: 500, description: '退回、撤回已发布小结时必填' }) @IsOptional() @CleanText(500) reason?: string;
}

export class NewEdition {
  @ApiProperty({ maxLength: 500, description: '更正原因' }) @CleanText(500, 2) reason: string;
}

export class SummaryRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) checkupId: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ description: '版次，从 1 起' }) edition: number;
  @ApiProperty({ enum: SUMMARY_STATUSES }) status: string;
  @ApiProperty() body: string;
  @RowsOf(() => SummaryAdvice) advice: SummaryAdvice[];
  @ApiProperty({ ...TEXT, enum: RISK_LEVELS }) riskLevel: string | null;
  @ApiProperty({ ...TEXT, description: 'Why there is a new edition' }) reason: string | null;
  @ApiProperty() @Plain('Who of the staff wrote it') authorName: string;
  @ApiProperty() @Plain('Who of the staff changed it last') editedByName: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: Date;
  @ApiProperty(TIME) submittedAt: Date | null;
  @ApiProperty(TEXT) @Plain('Who of the staff answers for it') approvedByName: string | null;
  @ApiProperty(TIME) approvedAt: Date | null;
  @ApiProperty(TIME) publishedAt: Date | null;
  @ApiProperty(TIME) withdrawnAt: Date | null;
  @ApiProperty(TEXT) withdrawalReason: string | null;
  @ApiProperty() version: number;
  @ApiProperty({ description: 'The report says something else than when this was written or looked through' }) outdated: boolean;
}

/** All editions that the caller may read: those in work only for who drafts or approves. */
export class SummaryView {
  @ApiProperty({ format: 'uuid', description: 'Of the check-up' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ description: 'The caller may draft here' }) mayDraft: boolean;
  @ApiProperty({ description: 'The caller may approve, publish and take back' }) mayApprove: boolean;
  @RowsOf(() => SummaryRow, 'The newest first') editions: SummaryRow[];
}
