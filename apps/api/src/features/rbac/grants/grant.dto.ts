import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { PERSON_FIELD_NAMES } from '../../../platform/access/person-fields.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { ROLE_CODE } from '../roles/role-input.dto.js';

const NAMES = Object.keys(PERMISSIONS);
const DENIABLE = [...NAMES, ...PERSON_FIELD_NAMES.map((field) => `field:${field}`)];

export class GrantReason {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail, and to who reviews it' }) @CleanText(200, 2) reason: string;
}

export class NewMembership extends GrantReason {
  @ApiProperty() @Matches(ROLE_CODE) roleCode: string;
}

export class MembershipKey {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty() @Matches(ROLE_CODE) code: string;
}

export class NewGrant extends GrantReason {
  @ApiProperty({ enum: NAMES }) @IsIn(NAMES) permission: Permission;
  @ApiProperty({ format: 'date-time', description: 'When it ends; at most a year from now' }) @IsDateString({ strict: true }) validUntil: string;
}

export class NewDenial extends GrantReason {
  @ApiProperty({ enum: DENIABLE, description: 'A permission, or a field as `field:phone`' }) @IsIn(DENIABLE) permission: string;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'When it ends; null: never' })
  @IsOptional() @IsDateString({ strict: true }) validUntil?: string | null;
}

export class OverrideKey {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() overrideId: string;
}
