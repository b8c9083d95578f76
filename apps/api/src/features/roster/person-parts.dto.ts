import { maskNumber, maskPhone } from '@cadre/clinical/mask';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { MaskedField, Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';

const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** Of whom, and which of what hangs on him. */
export class PartId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() partId: string;
}

class Period {
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @emptyIsNull @IsOptional() @CalendarDate() validFrom?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @emptyIsNull @IsOptional() @CalendarDate() validUntil?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @emptyIsNull @IsOptional() @CleanText(200) note?: string | null;
  @ApiPropertyOptional({ description: 'Of the row that is changed, as it was read' }) @IsOptional() @IsInt() @Min(1) version?: number;
}

/** Somebody who is called, or acts, for a person. */
export class ContactInput extends Period {
  @ApiProperty() @CleanText(64, 1) name: string;
  @ApiProperty({ description: '关系，如 配偶、子女、秘书、单位联系人' }) @CleanText(32, 1) relation: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Left out in a change: stays' })
  @emptyIsNull @IsOptional() @CleanText(32)
  phone?: string | null;
  @ApiProperty({ description: '看预约' }) @IsBoolean() seesAppointments: boolean;
  @ApiProperty({ description: '代预约' }) @IsBoolean() books: boolean;
  @ApiProperty({ description: '看报告' }) @IsBoolean() readsReports: boolean;
}

export class PolicyInput extends Period {
  @ApiProperty({ description: '保险公司' }) @CleanText(128, 1) insurer: string;
  @ApiPropertyOptional({ type: String, description: '商业保单号; needed when new, left out in a change: stays' })
  @emptyIsNull @IsOptional() @CleanText(64, 4)
  policyNo?: string | null;
  @ApiProperty({ description: '可直付' }) @IsBoolean() directBilling: boolean;
}

class PartRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validFrom: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ description: 'Not begun, or over' }) expired: boolean;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty() version: number;
}

export class ContactRow extends PartRow {
  @ApiProperty() @Plain('Whom to call is what the office keeps him for') name: string;
  @ApiProperty() relation: string;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('phone', maskPhone) phone: string | null;
  @ApiProperty() seesAppointments: boolean;
  @ApiProperty() books: boolean;
  @ApiProperty() readsReports: boolean;
}

export class PolicyRow extends PartRow {
  @ApiProperty() insurer: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where a role hides it' }) @MaskedField('policyNo', maskNumber) policyNo: string | null;
  @ApiProperty() directBilling: boolean;
}

export class ContactList {
  @RowsOf(() => ContactRow) items: ContactRow[];
}

export class PolicyList {
  @RowsOf(() => PolicyRow) items: PolicyRow[];
}

export class MadePart {
  @ApiProperty({ format: 'uuid' }) id: string;
}
