import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Min } from 'class-validator';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';

const STATES = ['running', 'applied', 'held', 'confirmed', 'dismissed', 'failed'] as const;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const TEXT = { type: String, nullable: true } as const;

export class ScanFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) stream?: string;
  @ApiPropertyOptional({ enum: STATES, description: 'held: 待确认' }) @IsOptional() @IsIn(STATES) state?: (typeof STATES)[number];
}

export class ScanQuery extends IntersectionType(PageQuery, ScanFilter) {}

export class ScanId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) id: number;
}

/** The comparison that ends a full scan: which of our records the source no longer has. */
export class ScanRow {
  @ApiProperty() id: number;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '运行', description: 'The run it was part of' }) runId: number;
  @ApiProperty({ title: '开始', type: String, format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '结束', ...TIME }) finishedAt: Date | null;
  @ApiProperty({ title: '状态', enum: STATES, description: 'held waits for a decision; confirmed is carried out by the scan that follows at once' }) state: string;
  @ApiProperty({ title: '来源记录数', description: 'Shown by the source, ours and others’' }) fetched: number;
  @ApiProperty({ title: '本院记录数', description: 'Ours that the data set answers for' }) live: number;
  @ApiProperty({ title: '来源已无' }) gone: number;
  @ApiProperty({ title: '已标记删除' }) removed: number;
  @ApiProperty({ title: '说明', ...TEXT }) reason: string | null;
  @ApiProperty({ title: '处理人', ...TEXT }) decidedBy: string | null;
  @ApiProperty({ title: '处理时间', ...TIME }) decidedAt: Date | null;
  @ApiProperty({ title: '处理理由', ...TEXT }) decideReason: string | null;
}

export const ScanPage = PageOf(ScanRow);

export class ConfirmRemovals {
  @ApiProperty({ description: 'The number of records as shown, typed by whoever confirms' }) @IsInt() @Min(1) count: number;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200) reason: string;
}

export class DismissRemovals {
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200) reason: string;
}
