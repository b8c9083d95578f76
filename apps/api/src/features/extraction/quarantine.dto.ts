import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

const STATES = ['open', 'replayed', 'ignored'] as const;
const KINDS = ['format', 'mapping', 'rule', 'conflict', 'transport', 'reference'] as const;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

export class QuarantineFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) stream?: string;
  @ApiPropertyOptional({ enum: KINDS }) @IsOptional() @IsIn(KINDS) kind?: (typeof KINDS)[number];
  @ApiPropertyOptional({ enum: STATES }) @IsOptional() @IsIn(STATES) status?: (typeof STATES)[number];
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() from?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() to?: string;
  @ApiPropertyOptional({ description: 'The source’s own number of the record' })
  @IsOptional()
  @CleanText(100)
  key?: string;
  @ApiPropertyOptional({ description: 'One group of equal failures' })
  @IsOptional()
  @Matches(/^[0-9a-f]{32}$/)
  group?: string;
  @ApiPropertyOptional({ description: 'Set aside by this run' }) @IsOptional() @Matches(/^\d{1,15}$/) run?: string;
}

export class QuarantineQuery extends IntersectionType(PageQuery, QuarantineFilter) {}

export class QuarantineId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class QuarantineRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ title: '业务主键' }) key: string;
  @ApiProperty({ title: '错误类型', enum: KINDS }) kind: string;
  @ApiProperty({ title: '原因' }) reason: string;
  @ApiProperty({ title: '次数' }) attempts: number;
  @ApiProperty({ title: '状态', enum: STATES }) status: string;
  @ApiProperty({ description: 'Group of equal failures' }) group: string;
  @ApiProperty({ description: 'Open failures of the same kind and reason, this one included' }) similar: number;
}

export const QuarantinePage = PageOf(QuarantineRow);

export class ProblemRow {
  @ApiProperty() field: string;
  @ApiProperty() rule: string;
}

export class QuarantineDetail extends QuarantineRow {
  @RowsOf(() => ProblemRow) problems: ProblemRow[];
  @ApiProperty({
    description:
      'What the source sent, by its shape: structure stays, every value is 文, A, a or 9. POST …/payload tells it by right.',
  })
  payload: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Version of the mapping that refused it; null: as delivered',
  })
  mappingVersion: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The run that set it aside last' }) runId: number | null;
  @ApiProperty({ type: String, nullable: true }) closedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) closeReason: string | null;
}

export class ReplayRequest {
  @ApiPropertyOptional({ description: 'Says what would happen and writes nothing' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}

export class ReplayManyRequest extends ReplayRequest {
  @ApiProperty({ type: [String], description: 'At most 500' })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  ids: string[];
}

/** Equal failures, counted. */
export class QuarantineGroup {
  @ApiProperty() group: string;
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '数据集' }) stream: string;
  @ApiProperty({ title: '错误类型', enum: KINDS }) kind: string;
  @ApiProperty({ title: '原因' }) reason: string;
  @ApiProperty({ title: '条数' }) count: number;
  @ApiProperty({ title: '次数', description: 'How often they failed in all' }) attempts: number;
  @ApiProperty({ title: '最早', type: String, format: 'date-time' }) firstAt: Date;
  @ApiProperty({ title: '最近', type: String, format: 'date-time' }) lastAt: Date;
  @ApiProperty({ format: 'uuid', description: 'One of them' }) example: string;
}

export const QuarantineGroupPage = PageOf(QuarantineGroup);

export class IgnoreRequest {
  @ApiProperty() @CleanText(200, 2) reason: string;
}

/** What became, or would become, of the records. */
export class ReplayAnswer {
  @ApiProperty({ description: 'Stored, or already there' }) stored: number;
  @ApiProperty({ description: 'Not on the roster' }) filtered: number;
  @ApiProperty({ description: 'Still failing' }) failed: number;
  @ApiProperty({ description: 'Dealt with before and left alone' }) skipped: number;
  @ApiProperty() message: string;
}
