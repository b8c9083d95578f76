import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Min } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { CalendarDate, CleanText } from '../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { RowsOf } from '../../../platform/access/row-parts.js';

const OUTCOMES = ['running', 'done', 'failed'] as const;
const KINDS = ['missing', 'older', 'gone'] as const;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const TEXT = { type: String, nullable: true } as const;

export class ReconciliationFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) stream?: string;
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
}

export class ReconciliationQuery extends IntersectionType(PageQuery, ReconciliationFilter) {}

export class ReconciliationId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) id: number;
}

/** A data set held against its source: 对方 theirs / 本院 ours. */
export class ReconciliationRow {
  @ApiProperty() id: number;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '从', format: 'date' }) fromDay: string;
  @ApiProperty({ title: '到', format: 'date' }) toDay: string;
  @ApiProperty({ title: '开始', type: String, format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '结束', ...TIME }) finishedAt: Date | null;
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({ title: '对方' }) theirs: number;
  @ApiProperty({ title: '本院' }) ours: number;
  @ApiProperty({ title: '不符天数' }) differingDays: number;
  @ApiProperty({ title: '本院缺少' }) missing: number;
  @ApiProperty({ title: '本院较旧' }) older: number;
  @ApiProperty({ title: '源端已无' }) gone: number;
  @ApiProperty({ title: '说明', ...TEXT }) message: string | null;
  @ApiProperty({ title: '发起人' }) requestedBy: string;
  @ApiProperty({ title: '补取运行', type: Number, nullable: true }) repullRunId: number | null;
}

export const ReconciliationPage = PageOf(ReconciliationRow);

export class ReconciliationDayRow {
  @ApiProperty({ title: '日期', format: 'date' }) day: string;
  @ApiProperty({ title: '对方' }) theirs: number;
  @ApiProperty({ title: '本院' }) ours: number;
  @ApiProperty({ title: '摘要一致', description: 'The keyed hashes of both sides are equal' }) equal: boolean;
  @ApiProperty({ title: '本院缺少' }) missing: number;
  @ApiProperty({ title: '本院较旧' }) older: number;
  @ApiProperty({ title: '源端已无' }) gone: number;
  @ApiProperty({ title: '推送在先', description: 'Pushed to us before the view shows it; no difference' }) ahead: number;
}

export class ReconciliationDetail extends ReconciliationRow {
  @RowsOf(() => ReconciliationDayRow, 'Every day of the span') days: ReconciliationDayRow[];
}

export class DifferenceRow {
  @ApiProperty({ title: '日期', format: 'date' }) day: string;
  @ApiProperty({ title: '差异', enum: KINDS }) kind: string;
  @ApiProperty({ title: '业务主键' }) @Plain('Number of a record in its source, shown to those who run the lines') key: string;
}

export const DifferencePage = PageOf(DifferenceRow);

export class DifferenceQuery extends PageQuery {
  @ApiPropertyOptional({ enum: KINDS }) @IsOptional() @IsIn(KINDS) kind?: (typeof KINDS)[number];
}

export class DayQuery {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Without it the last two weeks' }) @IsOptional() @CalendarDate() from?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() to?: string;
}

/** The newest word on one data set and one day. */
export class DayState extends ReconciliationDayRow {
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '对账时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ description: 'The comparison it comes from' }) reconciliationId: number;
}

export class DayStateList {
  @RowsOf(() => DayState) items: DayState[];
}

export class ReconciliationRequest {
  @ApiProperty() @Matches(NAME) source: string;
  @ApiProperty() @Matches(NAME) stream: string;
  @ApiProperty({ format: 'date' }) @CalendarDate() from: string;
  @ApiProperty({ format: 'date', description: 'Inclusive' }) @CalendarDate() to: string;
}

export class RepullRequest {
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200) reason: string;
}

export class RepullAnswer {
  @ApiProperty({ type: Number, nullable: true, description: 'The last run; null: nothing had to be fetched' }) runId: number | null;
}
