import { ApiProperty } from '@nestjs/swagger';
import { POWERS, type Power } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import type { FieldDisplay, PersonField } from '../../../platform/access/person-fields.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { OptionalText, SomeOf } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { ROLE_SCOPES, type RoleScope } from '../roles.js';

const TEXT = { type: String, nullable: true } as const;
const NAMES = Object.keys(PERMISSIONS);

export class RoleQuery extends PageQuery {
  @OptionalText('角色名称') keyword?: string;
  @SomeOf(POWERS) power?: string[];
}

export class RoleRow {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: POWERS }) power: Power;
  @ApiProperty({ description: 'Came with the program' }) preset: boolean;
  @ApiProperty({ description: 'A preset role that was changed in this house' }) edited: boolean;
  @ApiProperty({ description: 'Fixed by the program: roles of security and audit, and the preset administrator' }) locked: boolean;
  @ApiProperty({ description: 'The asker holds it, so that he may not change it' }) own: boolean;
  @ApiProperty() active: boolean;
  @ApiProperty() note: string;
  @ApiProperty({ enum: ROLE_SCOPES }) dataScope: RoleScope;
  @ApiProperty() mayBeCleared: boolean;
  @ApiProperty({ description: 'How many permissions it has' }) rights: number;
  @ApiProperty({ description: 'How many accounts hold it' }) holders: number;
  @ApiProperty({ description: 'A change of it waits for a second person' }) pending: boolean;
  @ApiProperty() changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
}

export class RolePage extends PageOf(RoleRow) {}

export class RoleDetail extends RoleRow {
  @ApiProperty() version: number;
  @ApiProperty() pastAccess: boolean;
  @ApiProperty({ type: [String] }) scopeDepartments: string[];
  @ApiProperty({ type: [String], nullable: true }) levels: string[] | null;
  @ApiProperty({ type: [String], nullable: true }) categories: string[] | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: ['plain', 'masked', 'hidden'] } })
  fields: Partial<Record<PersonField, FieldDisplay>>;
  @ApiProperty({ enum: NAMES, isArray: true }) permissions: Permission[];
  @ApiProperty({ description: 'Of a role for chosen people: how many were chosen, 机密 people not counted' }) people: number;
}

export class TreePermission {
  @ApiProperty({ enum: NAMES }) permission: Permission;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['see', 'operate', 'export'] }) kind: string;
  @ApiProperty({ enum: POWERS, isArray: true }) powers: readonly Power[];
  @ApiProperty({ description: 'The asker may give it to a role' }) assignable: boolean;
}

export class TreeModule {
  @ApiProperty() module: string;
  @ApiProperty() title: string;
  @RowsOf(() => TreePermission) permissions: TreePermission[];
}

export class FieldChoice {
  @ApiProperty() field: string;
  @ApiProperty() name: string;
}

export class PermissionTree {
  @RowsOf(() => TreeModule) modules: TreeModule[];
  @RowsOf(() => FieldChoice) fields: FieldChoice[];
}

export class RoleMember {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty() status: string;
  @ApiProperty() grantedBy: string;
  @ApiProperty({ format: 'date-time' }) grantedAt: Date;
}

export class RoleMemberPage extends PageOf(RoleMember) {}

export class RoleDifference {
  @ApiProperty({ description: 'What differs, in words' }) what: string;
  @ApiProperty() a: string;
  @ApiProperty() b: string;
}

export class RoleComparison {
  @RowsOf(() => RoleDifference) items: RoleDifference[];
}
