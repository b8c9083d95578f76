import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { FIELD_DISPLAYS } from '../../../platform/access/person-fields.js';

const TEXT = { type: String, nullable: true } as const;
const NAMES = Object.keys(PERMISSIONS);

export class HeldRoleRow {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Switched off it gives nothing' }) active: boolean;
  @ApiProperty({ description: 'Whom it sees, in words' }) scope: string;
}

export class OverrideRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() permission: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['grant', 'deny'], description: 'A denial wins' }) effect: 'grant' | 'deny';
  @ApiProperty({ ...TEXT, format: 'date-time' }) validUntil: Date | null;
  @ApiProperty({ description: 'Past its end it gives and takes nothing' }) expired: boolean;
  @ApiProperty() reason: string;
  @ApiProperty() grantedBy: string;
  @ApiProperty(TEXT) approvedBy: string | null;
}

export class ExplainedRight {
  @ApiProperty({ enum: NAMES }) permission: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The module, in words' }) module: string;
  @ApiProperty({ description: 'False: given by something, and denied to him' }) effective: boolean;
  @ApiProperty({ type: [String], description: 'Which roles and personal grants give it, and what denies it' }) because: string[];
}

export class ExplainedField {
  @ApiProperty() field: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: FIELD_DISPLAYS }) display: string;
  @ApiProperty({ type: [String] }) because: string[];
}

/** What an account may do, whom it sees, and why. */
export class EffectiveRights {
  @ApiProperty({ enum: NAMES, isArray: true }) permissions: string[];
  @RowsOf(() => HeldRoleRow) roles: HeldRoleRow[];
  @RowsOf(() => OverrideRow, 'Personal grants and denials') overrides: OverrideRow[];
  @RowsOf(() => ExplainedRight) rights: ExplainedRight[];
  @RowsOf(() => ExplainedField) fields: ExplainedField[];
  @ApiProperty({ description: 'How many people on the roster it sees; 机密 people are never counted' }) people: number;
  @ApiProperty({ type: [String], description: 'Departments that bound its rights today' }) departments: string[];
}

export class UserEffectiveRights extends EffectiveRights {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty() status: string;
}

