import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import { IsIn, IsInt, IsIP, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { OptionalDay, OptionalText } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';

export const ACTIONS = ['view', 'search', 'change', 'export', 'reveal', 'sign-in', 'operate', 'skip'] as const;
export const OUTCOMES = ['allowed', 'refused', 'failed', 'second factor asked'] as const;

export class TrailFilter {
  @OptionalDay('First day') from?: string;
  @OptionalDay('Last day') to?: string;
  @OptionalText('User name, in full') actor?: string;
  @ApiPropertyOptional({ enum: ACTIONS }) @IsOptional() @IsIn(ACTIONS) action?: (typeof ACTIONS)[number];
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ example: 'GET /beneficiaries/:id', description: 'One operation' })
  @IsOptional() @Matches(/^[A-Z]{3,6} \/[\w/:.-]{0,180}$/) operation?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'About this person' }) @IsOptional() @IsUUID() person?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Steps of one session' }) @IsOptional() @IsUUID() session?: string;
  @ApiPropertyOptional({ description: 'Address it came from' }) @IsOptional() @IsIP() ip?: string;
  @OptionalText('Words of what was asked, of the reason, or an error number') words?: string;
}

export class TrailQuery extends IntersectionType(PageQuery, TrailFilter) {}

export class TrailSeq {
  @ApiProperty({ minimum: 1 }) @Convert(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) seq: number;
}

export class TrailRow {
  @ApiProperty({ title: '序号', description: 'Number in the log; the chain proves it' }) seq: number;
  @ApiProperty({ title: '时间', type: String, format: 'date-time', description: 'To the millisecond, Asia/Shanghai' }) at: Date;
  @ApiProperty({ title: '账号' }) actor: string;
  @ApiProperty({ title: '动作', enum: ACTIONS }) action: string;
  @ApiProperty({ title: '操作', description: 'In the words of the API document' }) operationName: string;
  @ApiProperty({ title: '接口' }) operation: string;
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({ title: '状态码', type: Number, nullable: true }) status: number | null;
  @ApiProperty({ title: '对象数', description: 'Different people it was about' }) people: number;
  @ApiProperty({ title: '条数', type: Number, nullable: true }) rowCount: number | null;
  @ApiProperty({ title: '查询内容', description: 'What was asked, without numbers and secrets' }) asked: string;
  @ApiProperty({ title: '理由', type: String, nullable: true }) reason: string | null;
  @ApiProperty({ title: 'IP', type: String, nullable: true }) ip: string | null;
  @ApiProperty({ title: '设备', type: String, nullable: true }) device: string | null;
  @ApiProperty({ title: '会话', type: String, format: 'uuid', nullable: true }) sessionId: string | null;
  @ApiProperty({ title: '错误编号', type: String, nullable: true }) trace: string | null;
}

export class TrailPage extends PageOf(TrailRow) {}

export class ChangedField {
  @ApiProperty() field: string;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class TrailChange {
  @ApiProperty() seq: number;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty() table: string;
  @ApiProperty() rowId: string;
  @ApiProperty({ enum: ['insert', 'update', 'delete'] }) action: string;
  @RowsOf(() => ChangedField, 'What differs; data of people are ***') fields: ChangedField[];
}

export class TrailDetail extends TrailRow {
  @ApiProperty({ type: [String], description: 'Ids of the records it named' }) objectIds: string[];
  @ApiProperty({ type: [String], description: 'Ids of the people it was about' }) personIds: string[];
  @RowsOf(() => TrailChange, 'What the same request changed') changes: TrailChange[];
  @ApiProperty({ type: Number, nullable: true, description: 'Group of the chain; null for some seconds' }) block: number | null;
}

export class PersonLogFilter {
  @OptionalDay('First day') from?: string;
  @OptionalDay('Last day') to?: string;
  @OptionalText('User name, in full') actor?: string;
}

export class PersonLogQuery extends IntersectionType(PageQuery, PersonLogFilter) {}

export class PersonLogRow {
  @ApiProperty() seq: number;
  @ApiProperty({ title: '时间', type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ title: '账号' }) actor: string;
  @ApiProperty({ title: '姓名', type: String, nullable: true }) actorName: string | null;
  @ApiProperty({ title: '科室', type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ title: '动作', enum: ACTIONS }) action: string;
  @ApiProperty({ title: '操作' }) operationName: string;
  @ApiProperty({ title: '结果', enum: OUTCOMES }) outcome: string;
  @ApiProperty({ title: '理由', type: String, nullable: true }) reason: string | null;
  @ApiProperty({ title: 'IP', type: String, nullable: true }) ip: string | null;
}

export class PersonLogPage extends PageOf(PersonLogRow) {}
