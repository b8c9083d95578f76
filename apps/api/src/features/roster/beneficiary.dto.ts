import { maskAddress, maskIdCard, maskNumber, maskPhone } from '@cadre/clinical/mask';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { MaskedField, Plain } from '../../platform/access/masked.js';
import { PersonName, TellsWho } from '../../platform/access/person-name.js';
import { RowOf, RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { LISTED_UNIT } from '../../platform/http/person-row.dto.js';
import { PHONE_STATES } from '../portal/phone-state.port.js';
import { CARE_LEVELS, CATEGORIES, STATUSES } from './person.js';

/** What the roster may be ordered by. Hidden numbers are not among it: their order would tell them. */
export const ROSTER_SORTS = {
  name: 'b.name_sort', birthDate: 'b.birth_date', careLevel: 'b.care_level', workUnit: LISTED_UNIT, updatedAt: 'b.updated_at',
} as const;
const SORTS = Object.keys(ROSTER_SORTS).flatMap((name) => [name, `-${name}`]);
const asList = ({ value }: { value: unknown }): unknown => (value === undefined || Array.isArray(value) ? value : [value]);
const asFlag = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class PersonId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

/** Filters and page; summary and export take the filters alone. */
export class RosterQuery extends PageQuery {
  @ApiPropertyOptional({ description: '姓名、拼音、首字母、手机或证件后 4 位、卡号、床号' })
  @IsOptional() @CleanText(64)
  keyword?: string;

  @ApiPropertyOptional({ enum: CATEGORIES, isArray: true })
  @IsOptional() @Transform(asList) @ArrayMaxSize(2) @IsIn(CATEGORIES, { each: true })
  category?: string[];

  @ApiPropertyOptional({ enum: CARE_LEVELS, isArray: true })
  @IsOptional() @Transform(asList) @ArrayMaxSize(4) @IsIn(CARE_LEVELS, { each: true })
  careLevel?: string[];

  @ApiPropertyOptional({ description: '单位名称中的文字' }) @IsOptional() @CleanText(100) workUnit?: string;
  @ApiPropertyOptional({ type: Boolean }) @IsOptional() @Transform(asFlag) @IsBoolean() inHospital?: boolean;

  @ApiPropertyOptional({ enum: [...STATUSES, 'all'], isArray: true, description: 'Without it: those under care (active)' })
  @IsOptional() @Transform(asList) @ArrayMaxSize(6) @IsIn([...STATUSES, 'all'], { each: true })
  status?: string[];

  @ApiPropertyOptional({ type: Boolean, description: '含已移出: also those who were taken off the roster' })
  @IsOptional() @Transform(asFlag) @IsBoolean()
  withRemoved?: boolean;

  @ApiPropertyOptional({ type: Number, description: '级别在这么多天内到期' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(366) expiresWithin?: number;

  @ApiPropertyOptional({ enum: SORTS, default: 'name' }) @IsOptional() @IsIn(SORTS) sort: string = 'name';
}

export class PlaceInHospital {
  @ApiProperty({ type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ type: String, nullable: true }) bedNo: string | null;
}

/** One person of the roster. A property with a title is a column of the export. */
export class BeneficiaryRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid', description: 'The same as id' }) beneficiaryId: string;
  @ApiProperty({ title: '保健编号' }) rosterNo: string;
  @ApiProperty({ title: '姓名' }) @PersonName() name: string;
  @ApiProperty({ title: '性别', description: 'GB/T 2261.1 code' }) sex: string;
  @ApiProperty({ title: '出生日期', type: String, format: 'date', nullable: true }) @TellsWho() birthDate: string | null;
  @ApiProperty({ title: '年龄', type: Number, nullable: true, description: 'Completed years, today' }) age: number | null;
  @ApiProperty({ title: '对象类型', isArray: true, enum: CATEGORIES }) categories: string[];
  @ApiProperty({ enum: CATEGORIES }) primaryCategory: string;
  @ApiProperty({ title: '保健级别', type: String, nullable: true, enum: CARE_LEVELS }) careLevel: string | null;
  @ApiProperty({ title: '级别已过期' }) careLevelExpired: boolean;
  @ApiProperty({ title: '单位', type: String, nullable: true }) @TellsWho() workUnit: string | null;
  @ApiProperty({ title: '职务', type: String, nullable: true }) @TellsWho() position: string | null;
  @ApiProperty({ title: '手机', type: String, nullable: true }) @MaskedField('phone', maskPhone) phone: string | null;
  @ApiProperty({ title: '证件号', type: String, nullable: true }) @MaskedField('idCardNo', maskIdCard) idCardNo: string | null;
  @ApiProperty({ title: '医保号', type: String, nullable: true }) @MaskedField('insuranceNo', maskNumber) insuranceNo: string | null;
  @ApiProperty({ title: '保健卡号', type: String, nullable: true }) @MaskedField('careCardNo', maskNumber) careCardNo: string | null;
  @ApiProperty({ title: '社保电脑号', type: String, nullable: true }) @MaskedField('socialSecurityNo', maskNumber) socialSecurityNo: string | null;
  @ApiProperty({ title: '社保卡号', type: String, nullable: true }) @MaskedField('socialSecurityNo', maskNumber) socialCardNo: string | null;
  @ApiProperty({ title: '商业保单号', type: [String], description: 'Of every policy that holds today' }) @MaskedField('policyNo', maskNumber) policyNo: string[];
  @ApiProperty({ title: '地址', type: String, nullable: true }) @MaskedField('address', maskAddress) address: string | null;
  @ApiProperty({ title: '级别截止', type: String, format: 'date', nullable: true }) careLevelUntil: string | null;
  @ApiProperty({ title: '责任医生', type: String, nullable: true }) careDoctorName: string | null;
  @ApiProperty({ title: '重要保健' }) keyCare: boolean;
  @ApiProperty({ title: '密级', enum: ['N', 'R', 'V'] }) secrecy: string;
  @ApiProperty({ title: '状态', enum: STATUSES }) status: string;
  @RowOf(() => PlaceInHospital) inHospital: PlaceInHospital | null;
  @ApiProperty({ title: '最近就诊', type: String, format: 'date-time', nullable: true }) lastVisitAt: Date | null;
  @ApiProperty({ title: '体检年度', type: Number, nullable: true, description: 'Of the latest check-up' }) checkupYear: number | null;
  @ApiProperty({ title: '联系人', type: String, nullable: true, description: 'The first who is valid today, with how he is related' })
  @Plain('Whom to call is what the office keeps him for') contact: string | null;
  @ApiProperty({ title: '手机端', enum: PHONE_STATES, description: 'His own account on the phone' }) phoneAccount: string;
  @ApiProperty({ type: [String], description: 'Sources that know him under a number of theirs' }) linkedSources: string[];
  @ApiProperty({ description: 'Enrolled one by one within seven days; a roster that was read from a file is not news' }) isNew: boolean;
  @ApiProperty({ title: '更新时间', type: String, format: 'date-time' }) updatedAt: Date;
  @ApiProperty({ description: '机密 and not open now: `name` is what he is called among others, everything else is left out' }) needsOpening: boolean;
}

export class BeneficiaryPage extends PageOf(BeneficiaryRow) {}

export class CodeCount {
  @ApiProperty() code: string;
  @ApiProperty() count: number;
}

export class NameCount {
  @ApiProperty() @Plain('Name of an employer, not of a person') name: string;
  @ApiProperty() count: number;
}

/** Figures of a list; each equals the list that its own filter gives. */
export class RosterSummary {
  @RowsOf(() => CodeCount) byLevel: CodeCount[];
  @RowsOf(() => CodeCount) byCategory: CodeCount[];
  @RowsOf(() => NameCount, 'The fifty largest') byUnit: NameCount[];
  @ApiProperty() inHospital: number;
  @ApiProperty() total: number;
}
