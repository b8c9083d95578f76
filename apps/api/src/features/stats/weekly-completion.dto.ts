import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CalendarDate } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const COMPLETION_STATES = ['due', 'done', 'open'] as const;
const MOMENT = { type: String, format: 'date-time', nullable: true } as const;

export class CompletionQuery extends PageQuery {
  @ApiProperty({ format: 'date' }) @CalendarDate() day: string;
  /** due：应接待；done：已完成；open：尚未完成 */
  @ApiPropertyOptional({ enum: COMPLETION_STATES, default: 'due' }) @IsOptional() @IsIn(COMPLETION_STATES) state: (typeof COMPLETION_STATES)[number] = 'due';
}

/** Somebody who was expected on a day. */
export class CompletionRow extends PersonRow {
  @ApiProperty({ ...MOMENT, title: '预约时间' }) appointedAt: Date | null;
  @ApiProperty({ ...MOMENT, title: '挂号时间' }) registeredAt: Date | null;
  @ApiProperty({ ...MOMENT, title: '接待开始', description: 'Of his finished reception of that day' }) receivedAt: Date | null;
}

export class CompletionPage extends PageOf(CompletionRow) {}
