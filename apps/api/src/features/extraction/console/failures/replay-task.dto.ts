import { ApiProperty, ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CleanText } from '../../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../../platform/http/page.dto.js';
import { QuarantineFilter } from '../../quarantine.dto.js';

const STATES = ['queued', 'running', 'paused', 'done', 'cancelled'] as const;
const OUTCOMES = ['stored', 'filtered', 'failed', 'skipped'] as const;
const text = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;
/** More records than this are sent again only when their number is typed. */
export const UNCONFIRMED = 500;

export class FailureFilter extends OmitType(QuarantineFilter, ['status'] as const) {}

/** Which failures: these, or those of a filter. Never those that somebody ignored. */
export class FailureChoice {
  @ApiPropertyOptional({ type: [String], description: 'At most 500' })
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(500)
  ids?: string[];
  @ApiPropertyOptional({ type: FailureFilter })
  @IsOptional()
  @ValidateNested()
  @Type(() => FailureFilter)
  filter?: FailureFilter;
  @ApiPropertyOptional({ description: 'Those too that have succeeded before; without it they are left out' })
  @IsOptional()
  @IsBoolean()
  includeSucceeded?: boolean;
}

export class ReplayPreview {
  @ApiProperty({ description: 'So many records would be sent again' }) count: number;
  @ApiProperty({ description: 'So many of the choice have succeeded before' }) succeededBefore: number;
  @ApiProperty({ description: 'The number has to be typed' }) needsConfirmation: boolean;
}

class TaskOptions {
  @ApiPropertyOptional({
    minimum: 1,
    maximum: 500,
    default: 50,
    description: 'Records between two looks at pause and cancel',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  batchSize: number = 50;
  @ApiPropertyOptional({ description: `The typed number of records; needed above ${UNCONFIRMED}` })
  @IsOptional()
  @IsInt()
  @Min(1)
  confirmCount?: number;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class NewReplayTask extends IntersectionType(FailureChoice, TaskOptions) {
  @ApiPropertyOptional({ description: 'Says what would happen and writes nothing' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}

export class NewCodeReplay extends TaskOptions {
  @ApiProperty() @Matches(/^[a-z][a-z0-9-]{0,31}$/) source: string;
  @ApiProperty() @Matches(/^[a-z][a-z0-9-]{0,49}$/) table: string;
  @ApiProperty() @CleanText(100, 1) code: string;
}

export class ReplayTaskId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class ReplayTaskFilter {
  @ApiPropertyOptional({ enum: STATES }) @IsOptional() @IsIn(STATES) state?: (typeof STATES)[number];
}

export class ReplayTaskQuery extends IntersectionType(PageQuery, ReplayTaskFilter) {}

export class ReplayTaskRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '种类', enum: ['failures', 'codes'] }) kind: string;
  @ApiProperty({ title: '状态', enum: STATES }) state: string;
  @ApiProperty({ title: '原因' }) reason: string;
  @ApiProperty({ title: '试运行' }) dryRun: boolean;
  @ApiProperty() batchSize: number;
  @ApiProperty({ title: '总数' }) total: number;
  @ApiProperty({ title: '已处理' }) done: number;
  @ApiProperty({ title: '已写入' }) stored: number;
  @ApiProperty({ title: '不在名册' }) filtered: number;
  @ApiProperty({ title: '仍然失败' }) failed: number;
  @ApiProperty({ title: '跳过' }) skipped: number;
  @ApiProperty({ title: '发起人' }) requestedBy: string;
  @ApiProperty({ title: '发起时间', type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ title: '结束时间', ...nullableTime }) finishedAt: Date | null;
}

export const ReplayTaskPage = PageOf(ReplayTaskRow);

export class ReplayItemFilter {
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
}

export class ReplayItemQuery extends IntersectionType(PageQuery, ReplayItemFilter) {}

export class ReplayItemRow {
  @ApiProperty() position: number;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '业务主键' }) key: string;
  @ApiProperty({ title: '失败记录', ...text, format: 'uuid' }) quarantineId: string | null;
  @ApiProperty({ title: '结果', ...text, enum: OUTCOMES, description: 'null: still to come' }) outcome: string | null;
  @ApiProperty({ title: '说明', ...text }) message: string | null;
  @ApiProperty({ title: '时间', ...nullableTime }) at: Date | null;
}

export const ReplayItemPage = PageOf(ReplayItemRow);
