import { maskPhone } from '@cadre/clinical/mask';
import { ApiProperty } from '@nestjs/swagger';
import { Masked } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { OptionalFlag, OptionalText, SomeCodes, SomeOf, SortBy } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { maskEmail } from '../contact-fields.js';

export const USER_STATES = ['active', 'pending', 'disabled', 'closed'] as const;
export const USER_SORTS = {
  username: 'u.username', name: 'u.name', staffNo: 'u.staff_no', lastSignInAt: `"lastSignInAt"`, createdAt: 'u.created_at',
} as const;

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const DAY = { type: String, format: 'date', nullable: true } as const;

export class UserQuery extends PageQuery {
  @OptionalText('账号、姓名或工号') keyword?: string;
  @SomeCodes('科室，含下级科室；兼职科室也算') departmentCode?: string[];
  @SomeOf(USER_STATES) status?: string[];
  @SomeCodes('角色') role?: string[];
  @OptionalFlag('只看离职待复核的账号') left?: boolean;
  @SortBy(USER_SORTS, 'username') sort: string = 'username';
}

export class UserRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '账号' }) username: string;
  @ApiProperty({ title: '姓名' }) name: string;
  @ApiProperty({ ...TEXT, title: '工号' }) staffNo: string | null;
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty({ ...TEXT, title: '主科室' }) departmentName: string | null;
  @ApiProperty({ type: [String], title: '角色' }) roles: string[];
  @ApiProperty({ ...TEXT, title: '手机' }) @Masked(maskPhone, 'user:write') phone: string | null;
  @ApiProperty({ ...TEXT, title: '邮箱' }) @Masked(maskEmail, 'user:write') email: string | null;
  @ApiProperty({ title: '状态', enum: USER_STATES }) status: string;
  @ApiProperty({ ...TEXT, description: 'Why it is not active; `left-hospital`: by the hospital information system; `left-wecom`: not in its directory any more, perhaps still active' }) statusReason: string | null;
  @ApiProperty({ format: 'date-time' }) statusChangedAt: Date;
  @ApiProperty({ ...TIME, description: 'After wrong passwords; null: not locked' }) lockedUntil: Date | null;
  @ApiProperty({ description: 'Has a one-time secret, or has to change his password' }) mustChangePassword: boolean;
  @ApiProperty() secondFactor: boolean;
  @ApiProperty({ title: '机密用户', description: 'Holds a clearance that is valid now' }) cleared: boolean;
  @ApiProperty({ ...TIME, title: '最近登录' }) lastSignInAt: Date | null;
  @ApiProperty({ format: 'date-time', title: '建立时间' }) createdAt: Date;
}

export class UserPage extends PageOf(UserRow) {}

export class BoundDepartment {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Exactly one is the main one' }) main: boolean;
  @ApiProperty(TEXT) position: string | null;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ ...DAY, description: 'The last day, included; null: without an end' }) to: string | null;
  @ApiProperty({ description: 'Gives rights today' }) effective: boolean;
}

export class StaffCode {
  @ApiProperty() source: string;
  @ApiProperty() code: string;
  @ApiProperty({ ...TEXT, description: 'As the source names him' }) name: string | null;
  @ApiProperty({ format: 'date-time' }) since: Date;
  @ApiProperty() by: string;
}

export class UserDetail extends UserRow {
  @RowsOf(() => BoundDepartment) departments: BoundDepartment[];
  @RowsOf(() => StaffCode, 'By which codes other systems know him') codes: StaffCode[];
  @ApiProperty({ description: 'Sessions that are open now' }) openSessions: number;
}
