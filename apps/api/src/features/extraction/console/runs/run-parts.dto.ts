import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CleanText } from '../../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../../platform/http/page.dto.js';
import { TodayCounts } from '../../source.dto.js';

const OUTCOMES = ['added', 'changed', 'removed', 'quarantined'] as const;

/** One page of a run, as it was committed. */
export class BatchRow extends TodayCounts {
  @ApiProperty() id: number;
  @ApiProperty({ title: '时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ title: '读到', type: String, nullable: true, description: 'How far in the source’s own words' })
  cursor: string | null;
}

export const BatchPage = PageOf(BatchRow);

export class RunRowFilter {
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
}

export class RunRowQuery extends IntersectionType(PageQuery, RunRowFilter) {}

/** A record that a run stored, removed or set aside; of a dry run at most 20 that it would have. */
export class RunRecord {
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({
    title: '业务主键',
    description: 'Masked unless the caller sees the person, or the record was set aside',
  })
  key: string;
  @ApiProperty({ title: '时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Only of people whom the caller sees' })
  beneficiaryId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Its entry in the failures' })
  quarantineId: string | null;
}

export const RunRecordPage = PageOf(RunRecord);

export class CancelRequest {
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}
