import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, Matches, Min, ValidateIf } from 'class-validator';
import { POWERS, type Power } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import type { FieldDisplay, PersonField } from '../../../platform/access/person-fields.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { ROLE_SCOPES, type RoleScope } from '../roles.js';

export const ROLE_CODE = /^[A-Z][A-Z0-9_]{1,39}$/;
const NAMES = Object.keys(PERMISSIONS);
const KIND = /^[\p{L}\p{N}_-]{1,32}$/u;
const notNull = (_: object, value: unknown): boolean => value !== null;

export class RoleCode {
  @ApiProperty() @Matches(ROLE_CODE) code: string;
}

/** What a role says: what it may do, whom it sees, how their fields are shown. */
export class RoleDefinition {
  @ApiProperty({ maxLength: 30 }) @CleanText(30, 1) name: string;
  @ApiProperty({ maxLength: 200 }) @CleanText(200) note: string;
  @ApiProperty({ enum: ROLE_SCOPES, description: '`departments`: the chosen ones; `persons`: the people that the care office chose for it' })
  @IsIn(ROLE_SCOPES) dataScope: RoleScope;
  @ApiProperty({ description: 'Access that has run out still counts' }) @IsBoolean() pastAccess: boolean;
  @ApiProperty({ description: 'A personal clearance for 机密 people takes effect for this role' }) @IsBoolean() mayBeCleared: boolean;
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMaxSize(500) @ArrayUnique() @Matches(/^[\p{L}\p{N}._-]{1,64}$/u, { each: true }) scopeDepartments: string[];
  @ApiProperty({ type: [String], nullable: true, description: 'Only people of these levels; null: of any' })
  @ValidateIf(notNull) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @Matches(KIND, { each: true }) levels: string[] | null;
  @ApiProperty({ type: [String], nullable: true, description: 'Only people of these categories; null: of any' })
  @ValidateIf(notNull) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @Matches(KIND, { each: true }) categories: string[] | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: ['plain', 'masked', 'hidden'] }, description: 'By field; masked where nothing is said' })
  @IsObject() fields: Partial<Record<PersonField, FieldDisplay>>;
  @ApiProperty({ enum: NAMES, isArray: true }) @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsIn(NAMES, { each: true }) permissions: Permission[];
}

export class NewRole extends RoleDefinition {
  @ApiProperty({ enum: POWERS, description: 'Which power it belongs to; never changes' }) @IsIn(POWERS) power: Power;
}

export class RoleEdit extends RoleDefinition {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail, and to who reviews it' }) @CleanText(200, 2) reason: string;
}

export class RoleCopy {
  @ApiProperty({ maxLength: 30 }) @CleanText(30, 1) name: string;
}

export class RoleReason {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class RoleSwitch extends RoleReason {
  @ApiProperty() @IsBoolean() active: boolean;
}

export class RolePair extends RoleCode {
  @ApiProperty() @Matches(ROLE_CODE) other: string;
}

export class ChangeOutcome {
  @ApiProperty({ enum: ['applied', 'pending'], description: 'pending: waits for a second person' }) outcome: 'applied' | 'pending';
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() changeId?: string;
}
