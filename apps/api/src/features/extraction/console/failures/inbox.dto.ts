import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { CalendarDate, CleanText } from '../../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../../platform/http/page.dto.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const OUTCOMES = ['applied', 'filtered', 'refused'] as const;

export class InboxFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) stream?: string;
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ description: 'The sender’s own number of the message (MSH-10)' })
  @IsOptional()
  @CleanText(200, 1)
  controlId?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Received on this day or later; without it today' })
  @IsOptional()
  @CalendarDate()
  from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Received on this day or earlier; without it today' })
  @IsOptional()
  @CalendarDate()
  to?: string;
}

export class InboxQuery extends IntersectionType(PageQuery, InboxFilter) {}

/** What was received, without its contents. */
export class InboxRow {
  @ApiProperty() id: number;
  @ApiProperty({ title: '时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ type: Number, nullable: true }) runId: number | null;
  @ApiProperty({ title: '消息号', type: String, nullable: true }) controlId: string | null;
  @ApiProperty({ title: '条数' }) records: number;
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({ title: '说明', type: String, nullable: true }) reason: string | null;
  @ApiProperty({ description: 'Its contents are kept; POST …/payload tells them by right' }) kept: boolean;
}

export const InboxPage = PageOf(InboxRow);
