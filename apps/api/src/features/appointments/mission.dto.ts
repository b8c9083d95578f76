import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsISO8601, IsOptional, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { PersonName } from '../../platform/access/person-name.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { OptionalDay, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

export const MISSION_STATUSES = ['received', 'replied', 'executing', 'done', 'revoked'] as const;
export const MISSION_ACTS = ['reply', 'execute', 'finish', 'revoke'] as const;
export const MISSION_SORTS = { startsAt: 'm.starts_at', receivedAt: 'm.received_at', missionNo: 'm.mission_no' } as const;
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

export class MissionQuery extends PageQuery {
  @OptionalText('任务号或标题中的文字') keyword?: string;
  @SomeCodes('任务类别') kind?: string[];
  @SomeOf(MISSION_STATUSES) status?: string[];
  @OptionalDay('任务开始日期自') from?: string;
  @OptionalDay('任务开始日期至，含当日') to?: string;
  @OptionalText('参与人员的姓名或工号') staff?: string;
  @SortBy(MISSION_SORTS, '-startsAt') sort: string = '-startsAt';
}

export class MissionStaffRow {
  @ApiProperty() staffNo: string;
  @ApiProperty() @Plain('Who of the staff took part') name: string;
  @ApiProperty({ ...TEXT, description: 'Where he was when it was entered' }) departmentCode: string | null;
  @ApiProperty(TEXT) duty: string | null;
  @ApiProperty({ format: 'date-time' }) startsAt: Date;
  @ApiProperty({ format: 'date-time' }) endsAt: Date;
}

/** Whom it was for, as far as the caller sees them. */
export class MissionPersonRow {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ ...TEXT, enum: ['L1', 'L2', 'L3', 'L9'], description: 'As it was then' }) careLevel: string | null;
}

export class MissionRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '任务号' }) missionNo: string;
  @ApiProperty({ title: '标题' }) title: string;
  @ApiProperty({ title: '类别', description: 'Code of MISSION_KIND' }) kind: string;
  @ApiProperty({ ...TEXT, title: '下发机构' }) issuer: string | null;
  @ApiProperty({ title: '状态', enum: MISSION_STATUSES }) status: string;
  @ApiProperty({ title: '接收时间', format: 'date-time' }) receivedAt: Date;
  @ApiProperty({ title: '开始时间', format: 'date-time' }) startsAt: Date;
  @ApiProperty({ title: '结束时间', format: 'date-time' }) endsAt: Date;
  @ApiProperty({ ...TEXT, title: '地点' }) place: string | null;
  @ApiProperty({ title: '参与人员' }) staffNames: string;
  @ApiProperty({ title: '涉及对象数' }) personCount: number;
  @ApiProperty({ title: '人时', description: 'Hours of all who took part' }) hours: number;
  @ApiProperty({ ...TEXT, title: '任务内容' }) content: string | null;
  @ApiProperty({ ...TEXT, title: '需求' }) needs: string | null;
  @ApiProperty({ ...TEXT, title: '回复' }) reply: string | null;
  @ApiProperty({ ...TEXT, title: '总结' }) summary: string | null;
  @ApiProperty(TEXT) revokeReason: string | null;
  @ApiProperty(TIME) repliedAt: Date | null;
  @ApiProperty(TIME) doneAt: Date | null;
  @ApiProperty({ title: '附件数' }) attachmentCount: number;
  @ApiProperty() version: number;
  @RowsOf(() => MissionStaffRow) staff: MissionStaffRow[];
  @RowsOf(() => MissionPersonRow) people: MissionPersonRow[];
}

export class MissionPage extends PageOf(MissionRow) {}

export class MissionStaffInput {
  @ApiProperty() @Matches(CODE) staffNo: string;
  @ApiPropertyOptional({ ...TEXT, description: '角色' }) @emptyIsNull @IsOptional() @CleanText(64) duty: string | null = null;
  @ApiPropertyOptional({ ...TIME, description: '不填为任务起止' }) @emptyIsNull @IsOptional() @IsISO8601({ strict: true }) startsAt: string | null = null;
  @ApiPropertyOptional({ ...TIME, description: '不填为任务起止' }) @emptyIsNull @IsOptional() @IsISO8601({ strict: true }) endsAt: string | null = null;
}

export class MissionInput {
  @ApiProperty({ maxLength: 64 }) @CleanText(64, 1) missionNo: string;
  @ApiProperty({ maxLength: 128 }) @CleanText(128, 1) title: string;
  @ApiProperty({ description: '类别代码' }) @Matches(CODE) kind: string;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(128) issuer?: string | null;
  @ApiProperty({ format: 'date-time' }) @IsISO8601({ strict: true }) receivedAt: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601({ strict: true }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601({ strict: true }) endsAt: string;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(128) place?: string | null;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(2000) content?: string | null;
  @ApiPropertyOptional({ ...TEXT, description: '人数、专业、药械' }) @emptyIsNull @IsOptional() @CleanText(500) needs?: string | null;
  @ApiProperty({ type: () => [MissionStaffInput] }) @IsArray() @ArrayMaxSize(100) @ArrayUnique((one: MissionStaffInput) => one.staffNo) @ValidateNested({ each: true }) @Type(() => MissionStaffInput)
  staff: MissionStaffInput[];
  @ApiProperty({ type: [String], format: 'uuid' }) @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) beneficiaryIds: string[];
  @ApiPropertyOptional({ description: 'Of the mission that is changed, as it was read' }) @IsOptional() @IsInt() @Min(1) version?: number;
}


export class MissionStep {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ ...TEXT, maxLength: 2000, description: '回复、总结或撤销原因' }) @emptyIsNull @IsOptional() @CleanText(2000) text?: string | null;
}

export class KeptMission {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: MISSION_STATUSES }) status: string;
  @ApiProperty() version: number;
}
