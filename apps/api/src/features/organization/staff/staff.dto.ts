import { maskPhone } from '@cadre/clinical/mask';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateIf } from 'class-validator';
import { Masked } from '../../../platform/access/masked.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { OptionalText, SomeCodes, SomeOf, SortBy } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { MailAddress, maskEmail, MobilePhone } from '../contact-fields.js';

export const STAFF_SORTS = { staffNo: 's.staff_no', name: 's.name', departmentName: 'd.name', title: 's.title' } as const;
const TEXT = { type: String, nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const filled = (_: object, value: unknown): boolean => value !== null && value !== '';

export class StaffQuery extends PageQuery {
  @OptionalText('姓名、工号或账号') keyword?: string;
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @SomeOf(['active', 'left']) state?: string[];
  @SomeOf(['with', 'without']) account?: string[];
  @OptionalText('职称') title?: string;
  @SortBy(STAFF_SORTS, 'staffNo') sort: string = 'staffNo';
}

/** Somebody of the staff, with or without an account; titles are the columns of the export. */
export class StaffRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ ...TEXT, title: '账号', description: 'Null: has none' }) username: string | null;
  @ApiProperty({ title: '姓名' }) name: string;
  @ApiProperty({ title: '工号' }) staffNo: string;
  @ApiProperty({ ...TEXT, title: '手机' }) @Masked(maskPhone, 'staff:write') phone: string | null;
  @ApiProperty({ ...TEXT, title: '邮箱' }) @Masked(maskEmail, 'staff:write') email: string | null;
  @ApiProperty({ ...TEXT, title: '科室' }) departmentName: string | null;
  @ApiProperty(TEXT) departmentCode: string | null;
  @ApiProperty({ ...TEXT, title: '职称' }) title: string | null;
  @ApiProperty({ ...TEXT, title: '岗位' }) position: string | null;
  @ApiProperty({ ...TEXT, title: '专业' }) specialty: string | null;
  @ApiProperty({ title: '在职' }) active: boolean;
  @ApiProperty({ ...TEXT, title: '账号状态', enum: ['active', 'pending', 'disabled'] }) accountStatus: string | null;
  @ApiProperty({ title: '来源', enum: ['his', 'local'] }) origin: string;
}

export class StaffPage extends PageOf(StaffRow) {}

/** What is ours of everybody, wherever he comes from. */
class OwnFacts {
  @MobilePhone() phone?: string | null;
  @MailAddress() email?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 }) @IsOptional() @CleanText(100) specialty?: string | null;
}

/** Of somebody from the HIS, name, department, title and position have to stay as they are. */
export class StaffChange extends OwnFacts {
  @ApiProperty({ maxLength: 50 }) @CleanText(50, 1) name: string;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @ValidateIf(filled) @Matches(CODE) departmentCode?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 50 }) @IsOptional() @CleanText(50) title?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 50 }) @IsOptional() @CleanText(50) position?: string | null;
}

export class NewStaff extends StaffChange {
  @ApiProperty() @Matches(CODE) staffNo: string;
}
