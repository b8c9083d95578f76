import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { OptionalDay, OptionalText, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const RECALL_STATUSES = ['open', 'done', 'cancelled'] as const;
/** By the day it falls due, of what is open. Weeks begin on Monday; later than this month is `later`. */
export const RECALL_TERMS = ['overdue', 'week', 'month', 'later'] as const;
export const RECALL_METHODS = ['phone', 'sms', 'visit', 'other'] as const;
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

/** What the list may be ordered by. */
export const RECALL_SORTS = { dueDate: 'v.due_date', name: 'b.name_sort', careLevel: 'b.care_level' } as const;

export class RecallQuery extends PageQuery {
  @OptionalText('姓名或拼音') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @OptionalDay('应复查日期自') from?: string;
  @OptionalDay('应复查日期至，含当日') to?: string;
  @OptionalText('复查项目中的文字') item?: string;
  @SomeOf(RECALL_STATUSES) status?: string[];
  @SomeOf(RECALL_TERMS) term?: string[];
  @SortBy(RECALL_SORTS, 'dueDate') sort: string = 'dueDate';
}

export class RecallRow extends PersonRow {
  @ApiProperty({ title: '复查项目' }) item: string;
  @ApiProperty({ ...TEXT, title: '建议' }) advice: string | null;
  @ApiProperty({ title: '应复查日期', format: 'date' }) dueDate: string;
  @ApiProperty({ title: '状态', enum: RECALL_STATUSES }) status: string;
  @ApiProperty({ ...TEXT, title: '期限', enum: RECALL_TERMS, description: 'Of what is open' }) term: string | null;
  @ApiProperty({ title: '来源', enum: ['checkup', 'manual'] }) origin: string;
  @ApiProperty({ ...TEXT, format: 'uuid' }) checkupId: string | null;
  @ApiProperty({ ...TEXT, title: '方式', enum: RECALL_METHODS }) method: string | null;
  @ApiProperty({ ...TEXT, title: '结果' }) result: string | null;
  @ApiProperty({ ...TEXT, title: '处理人' }) @Plain('Who of the staff did it') handledByName: string | null;
  @ApiProperty({ ...TIME, title: '处理时间' }) handledAt: Date | null;
  @ApiProperty({ title: '安排人' }) @Plain('Who of the staff advised it') createdByName: string;
  @ApiProperty() version: number;
}

export class RecallPage extends PageOf(RecallRow) {}

/** How many open tasks fall into which term, in the caller's scope. */
export class RecallCounts {
  @ApiProperty({ description: '逾期' }) overdue: number;
  @ApiProperty({ description: '本周内到期，含今天' }) week: number;
  @ApiProperty({ description: '本月内到期，本周之后' }) month: number;
  @ApiProperty({ description: '本月以后' }) later: number;
}

export class NewRecall {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
  @ApiProperty({ maxLength: 100 }) @CleanText(100, 1) item: string;
  @ApiProperty({ format: 'date' }) @CalendarDate() dueDate: string;
  @ApiPropertyOptional({ ...TEXT, maxLength: 500 }) @IsOptional() @CleanText(500) advice?: string | null;
}

class RecallStep {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
}

export class RecallResult extends RecallStep {
  @ApiProperty({ enum: RECALL_METHODS }) @IsIn(RECALL_METHODS) method: string;
  @ApiProperty({ maxLength: 500, description: '结果' }) @CleanText(500, 1) result: string;
}

export class RecallPostponement extends RecallStep {
  @ApiProperty({ format: 'date', description: '改到哪一天' }) @CalendarDate() dueDate: string;
  @ApiProperty({ maxLength: 500, description: '原因' }) @CleanText(500, 1) reason: string;
}

export class RecallCancellation extends RecallStep {
  @ApiProperty({ maxLength: 500, description: '原因' }) @CleanText(500, 1) reason: string;
}

export class KeptRecall {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() version: number;
}
