import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsUUID, Matches, Min } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { OptionalDay, OptionalFlag, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const RECEPTION_STATUSES = ['planned', 'in_progress', 'done', 'cancelled'] as const;
export const RECEPTION_ORIGINS = ['blank', 'visit', 'registration', 'checkup', 'appointment'] as const;
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** The moment by which a reception stands in the list: begun, else planned, else entered. */
export const RECEPTION_AT = 'coalesce(v.started_at, v.planned_at, v.created_at)';
export const RECEPTION_SORTS = { at: RECEPTION_AT, name: 'b.name_sort', careLevel: 'v.snap_level', kind: 'v.kind' } as const;

export class ReceptionQuery extends PageQuery {
  @OptionalText('姓名或拼音') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @OptionalDay('接待日期自') from?: string;
  @OptionalDay('接待日期至，含当日') to?: string;
  @SomeCodes('接待类型') kind?: string[];
  @SomeOf(RECEPTION_STATUSES) status?: string[];
  @OptionalText('接待人员的姓名或工号') staff?: string;
  @OptionalText('就诊地点') place?: string;
  @OptionalText('就诊医生') doctor?: string;
  @OptionalFlag('仅重要保健') keyCare?: boolean;
  @OptionalFlag('仅本人参加的接待') mine?: boolean;
  @SortBy(RECEPTION_SORTS, '-at') sort: string = '-at';
}

export class ReceptionStaffRow {
  @ApiProperty() staffNo: string;
  @ApiProperty() @Plain('Who of the staff did it') name: string;
  @ApiProperty({ ...TEXT, description: 'Where he was that day' }) departmentCode: string | null;
}

export class ReceptionRow extends PersonRow {
  @ApiProperty({ title: '接待类型', description: 'Code of RECEPTION_KIND' }) kind: string;
  @ApiProperty({ ...TEXT, title: '就诊地点' }) place: string | null;
  @ApiProperty({ ...TEXT, title: '就诊医生' }) doctorName: string | null;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty({ title: '接待人员' }) staffNames: string;
  @ApiProperty({ ...TIME, title: '计划时间' }) plannedAt: Date | null;
  @ApiProperty({ ...TIME, title: '开始时间' }) startedAt: Date | null;
  @ApiProperty({ ...TIME, title: '结束时间' }) endedAt: Date | null;
  @ApiProperty({ title: '时长（分钟）', type: Number, nullable: true }) minutes: number | null;
  @ApiProperty({ title: '状态', enum: RECEPTION_STATUSES }) status: string;
  @ApiProperty({ title: '重要保健' }) keyCare: boolean;
  @ApiProperty({ title: '来源', enum: RECEPTION_ORIGINS }) origin: string;
  @ApiProperty({ ...TEXT, title: '备注' }) note: string | null;
  @ApiProperty({ title: '补登', description: 'Entered on a later day than it began' }) backfilled: boolean;
  @ApiProperty({ type: [String], description: 'Codes of RECEPTION_DIMENSION' }) dimensions: string[];
  @RowsOf(() => ReceptionStaffRow) staff: ReceptionStaffRow[];
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty(TEXT) cancelReason: string | null;
  @ApiProperty({ title: '附件数' }) attachmentCount: number;
  @ApiProperty() version: number;
}

export class ReceptionPage extends PageOf(ReceptionRow) {}

class ReceptionFields {
  @ApiProperty({ description: '接待类型代码' }) @Matches(CODE) kind: string;
  @ApiProperty({ type: [String], description: '接待人员的工号' })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @Matches(CODE, { each: true }) staffNos: string[];
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(100) place?: string | null;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @Matches(CODE) departmentCode?: string | null;
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(64) doctorName?: string | null;
  @ApiPropertyOptional(TIME) @emptyIsNull @IsOptional() @IsISO8601({ strict: true }) plannedAt?: string | null;
  @ApiPropertyOptional({ ...TIME, description: '补登时填写；正常接待由系统在点开始时记录' }) @emptyIsNull @IsOptional() @IsISO8601({ strict: true }) startedAt?: string | null;
  @ApiPropertyOptional({ ...TIME, description: '补登时填写' }) @emptyIsNull @IsOptional() @IsISO8601({ strict: true }) endedAt?: string | null;
  @ApiProperty({ description: '重要保健' }) @IsBoolean() keyCare: boolean;
  @ApiPropertyOptional({ type: [String] }) @IsOptional() @IsArray() @ArrayMaxSize(20) @Matches(CODE, { each: true }) dimensions: string[] = [];
  @ApiPropertyOptional({ ...TEXT }) @emptyIsNull @IsOptional() @CleanText(500) note?: string | null;
}

export class NewReception extends ReceptionFields {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
  @ApiPropertyOptional({ enum: RECEPTION_ORIGINS, default: 'blank' }) @IsOptional() @IsIn(RECEPTION_ORIGINS) origin: (typeof RECEPTION_ORIGINS)[number] = 'blank';
  @ApiPropertyOptional({ ...TEXT, format: 'uuid', description: '由其登记的就诊、挂号、体检或预约' }) @emptyIsNull @IsOptional() @IsUUID() originId?: string | null;
}

export class ReceptionChange extends ReceptionFields {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
}

export class ReceptionStep {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ ...TEXT, description: '取消时必填' }) @emptyIsNull @IsOptional() @CleanText(200) reason?: string | null;
}

/** Somebody of the staff already looks after somebody at that time. Whom, is not said. */
export class ReceptionOverlap {
  @ApiProperty() @Plain('Who of the staff is meant') staffName: string;
  @ApiProperty({ format: 'date-time' }) from: Date;
  @ApiProperty(TIME) to: Date | null;
}

export class KeptReception {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ enum: RECEPTION_STATUSES }) status: string;
  @ApiProperty() version: number;
  @RowsOf(() => ReceptionOverlap, 'A warning; it was kept all the same') overlaps: ReceptionOverlap[];
}

export class SuggestionQuery extends PageQuery {
  @OptionalDay('就诊日期自；不填为近 7 天') from?: string;
  @OptionalDay('就诊日期至，含当日') to?: string;
}

/** Something happened with one of our people and no reception is on record. */
export class ReceptionSuggestion extends PersonRow {
  @ApiProperty({ enum: ['visit', 'checkup'] }) origin: string;
  @ApiProperty({ enum: ['outpatient', 'emergency', 'admission', 'checkup'] }) what: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
}

export class ReceptionSuggestionPage extends PageOf(ReceptionSuggestion) {}

export class StaffChoiceQuery {
  @OptionalText('姓名、拼音或工号') q?: string;
}

export class StaffChoice {
  @ApiProperty() staffNo: string;
  @ApiProperty() @Plain('Colleagues are chosen by name') name: string;
  @ApiProperty(TEXT) departmentName: string | null;
}

export class StaffChoices {
  @RowsOf(() => StaffChoice, 'At most 30') items: StaffChoice[];
}
