import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Matches, Min } from 'class-validator';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

const OUTCOMES = ['running', 'done', 'failed', 'cancelled'] as const;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

export class RunFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) stream?: string;
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ format: 'date', description: 'Begun on this day or later' }) @IsOptional() @CalendarDate() from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Begun on this day or earlier' }) @IsOptional() @CalendarDate() to?: string;
  @ApiPropertyOptional({ enum: ['true'], description: 'Only runs that changed or set aside something' })
  @IsOptional() @IsIn(['true']) withChanges?: 'true';
}

export class RunQuery extends IntersectionType(PageQuery, RunFilter) {}

export class RunId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) id: number;
}

/** fetched = added + changed + removed + unchanged + filtered + superseded + quarantined */
export class RunRow {
  @ApiProperty() id: number;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '方式', enum: ['incremental', 'full', 'window', 'person', 'keys', 'push', 'replay'] }) mode: string;
  @ApiProperty({ title: '开始', type: String, format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '结束', type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({ title: '读取' }) fetched: number;
  @ApiProperty({ title: '新增' }) added: number;
  @ApiProperty({ title: '变更' }) changed: number;
  @ApiProperty({ title: '删除' }) removed: number;
  @ApiProperty({ title: '未变' }) unchanged: number;
  @ApiProperty({ title: '不在名册' }) filtered: number;
  @ApiProperty({ title: '已有更新' }) superseded: number;
  @ApiProperty({ title: '失败' }) quarantined: number;
  @ApiProperty({ title: '试运行' }) dryRun: boolean;
  @ApiProperty({ title: '说明', type: String, nullable: true }) message: string | null;
  @ApiProperty({ title: '发起人' }) requestedBy: string;
  @ApiProperty({ title: '映射版本', type: Number, nullable: true, description: 'null: as delivered' }) mappingVersion: number | null;
}

export const RunPage = PageOf(RunRow);

const MODES = ['incremental', 'full', 'window', 'person'] as const;

export class RunRequest {
  @ApiProperty() @Matches(NAME) source: string;
  @ApiPropertyOptional({ description: 'Without it every data set of the source' }) @IsOptional() @Matches(NAME) stream?: string;
  @ApiProperty({ enum: MODES }) @IsIn(MODES) mode: (typeof MODES)[number];
  @ApiPropertyOptional({ format: 'date', description: 'Mode window' }) @IsOptional() @CalendarDate() from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Mode window, inclusive' }) @IsOptional() @CalendarDate() to?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Mode person' }) @IsOptional() @IsUUID() beneficiaryId?: string;
  @ApiPropertyOptional({ description: 'Counts what would happen and writes nothing' }) @IsOptional() @IsBoolean() dryRun?: boolean;
  @ApiPropertyOptional({ description: 'Why; goes on record' }) @IsOptional() @CleanText(200) reason?: string;
}
