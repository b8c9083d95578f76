import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalDay, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

/** Seen: the visit has begun; waiting: it may still begin today or later; missed: its day is over; refunded: given back. */
export const REGISTRATION_STATES = ['seen', 'waiting', 'missed', 'refunded'] as const;

/** What a list of registrations may be ordered by. */
export const REGISTRATION_SORTS = {
  registeredAt: 'v.registered_at', name: 'b.name_sort', departmentName: 'v.department_name', doctorName: 'v.doctor_name', careLevel: 'b.care_level',
} as const;

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

/** Filters and page; summary and export take the filters alone. */
export class RegistrationQuery extends PageQuery {
  @OptionalText('姓名、拼音或挂号记录号') keyword?: string;
  @OptionalDay('挂号日期自') from?: string;
  @OptionalDay('挂号日期至，含当日') to?: string;
  @SomeOf(['am', 'pm']) session?: string[];
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @SomeCodes('科室，不含下级') ownDepartment?: string[];
  @SomeCodes('号类，如普通、专家、特需') registrationClass?: string[];
  @OptionalText('医生的姓名或工号') doctor?: string;
  @SomeOf(REGISTRATION_STATES) state?: string[];
  @SomeOf(['free', 'paid']) charge?: string[];
  @SortBy(REGISTRATION_SORTS, '-registeredAt') sort: string = '-registeredAt';
}

export class RegistrationRow extends PersonRow {
  @ApiProperty({ title: '挂号记录号' }) registrationNo: string;
  @ApiProperty({ title: '挂号时间', format: 'date-time' }) registeredAt: Date;
  @ApiProperty({ title: '时段', enum: ['am', 'pm'] }) session: string;
  @ApiProperty({ ...TEXT, title: '号类' }) registrationClass: string | null;
  @ApiProperty({ title: '急诊' }) emergency: boolean;
  @ApiProperty({ title: '特需', description: 'Registered as a VIP visit' }) vipVisit: boolean;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '医生' }) doctorName: string | null;
  @ApiProperty({ ...TEXT, title: '序号' }) queueNo: string | null;
  @ApiProperty({ ...TEXT, title: '费用', description: 'Yuan, as written' }) fee: string | null;
  @ApiProperty({ title: '免费号', description: 'Registered without a fee' }) free: boolean;
  @ApiProperty({ ...TEXT, title: '渠道' }) channel: string | null;
  @ApiProperty({ title: '状态', enum: REGISTRATION_STATES }) state: string;
  @ApiProperty({ ...TIME, title: '退号时间' }) refundedAt: Date | null;
}

export class RegistrationPage extends PageOf(RegistrationRow) {}

class RegistrationCounts {
  @ApiProperty() total: number;
  @ApiProperty() seen: number;
  @ApiProperty() waiting: number;
  @ApiProperty() missed: number;
  @ApiProperty() refunded: number;
  @ApiProperty({ description: 'Without a fee, refunded ones not among them' }) free: number;
}

export class DepartmentRegistrations extends RegistrationCounts {
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
}

export class ClassRegistrations {
  @ApiProperty() registrationClass: string;
  @ApiProperty() total: number;
}

export class RegistrationSummary extends RegistrationCounts {
  @RowsOf(() => DepartmentRegistrations, 'The busiest first') departments: DepartmentRegistrations[];
  @RowsOf(() => ClassRegistrations) classes: ClassRegistrations[];
}

/** What a registration said until the source changed it. */
export class EarlierRegistration {
  @ApiProperty({ format: 'date-time' }) registeredAt: Date;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) doctorName: string | null;
  @ApiProperty(TEXT) queueNo: string | null;
  @ApiProperty() refunded: boolean;
  @ApiProperty({ format: 'date-time' }) recordedUntil: Date;
}

export class RegistrationDetail extends RegistrationRow {
  @ApiProperty() sourceSystem: string;
  @ApiProperty({ format: 'date-time', description: 'Version of the source' }) sourceVersion: Date;
  @RowsOf(() => EarlierRegistration, 'Versions that this one replaced, the newest first') earlier: EarlierRegistration[];
}
