import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { OptionalDay, OptionalText, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

export const DUTY_STATUSES = ['kept', 'cancelled'] as const;
export const DUTY_SORTS = { startedAt: 'v.started_at', headCount: 'v.head_count', staffNo: 'v.staff_no' } as const;
/** More at one time is a slip of the pen. */
export const MOST_HEADS = 2_000;
const TEXT = { type: String, nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

export class DutyLogQuery extends PageQuery {
  @OptionalDay('日期自') from?: string;
  @OptionalDay('日期至，含当日') to?: string;
  @OptionalText('人员的姓名或工号') staff?: string;
  @SomeOf(DUTY_STATUSES) status?: string[];
  @SortBy(DUTY_SORTS, '-startedAt') sort: string = '-startedAt';
}

/** What one of the staff did at a check-up: a number of people, nobody by name. */
export class DutyLogRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '工号' }) staffNo: string;
  @ApiProperty({ title: '姓名' }) @Plain('Who of the staff did it') staffName: string;
  @ApiProperty({ ...TEXT, title: '科室', description: 'Where he was when it was entered' }) departmentName: string | null;
  @ApiProperty({ title: '开始时间', format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '结束时间', format: 'date-time' }) endedAt: Date;
  @ApiProperty({ title: '人次' }) headCount: number;
  @ApiProperty({ title: '时长（小时）' }) hours: number;
  @ApiProperty({ ...TEXT, title: '地点' }) place: string | null;
  @ApiProperty({ ...TEXT, title: '备注' }) note: string | null;
  @ApiProperty({ title: '状态', enum: DUTY_STATUSES }) status: string;
  @ApiProperty({ ...TEXT, title: '作废原因' }) cancelReason: string | null;
  @ApiProperty({ title: '补登', description: 'Entered on a later day than it began' }) backfilled: boolean;
  @ApiProperty({ title: '登记人' }) @Plain('Who of the staff entered it') createdByName: string;
  @ApiProperty() version: number;
}

export class DutyLogPage extends PageOf(DutyLogRow) {}

export class DutyLogInput {
  @ApiProperty({ description: '工号' }) @Matches(CODE) staffNo: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601({ strict: true }) startedAt: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601({ strict: true }) endedAt: string;
  @ApiProperty({ description: '现场服务的人次', minimum: 1, maximum: MOST_HEADS }) @IsInt() @Min(1) @Max(MOST_HEADS) headCount: number;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(100) place?: string | null;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(500) note?: string | null;
}

export class DutyLogChange extends DutyLogInput {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
}

export class DutyLogCancel {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
  @ApiProperty({ description: '作废原因' }) @CleanText(200, 1) reason: string;
}

export class KeptDutyLog {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: DUTY_STATUSES }) status: string;
  @ApiProperty() version: number;
}
