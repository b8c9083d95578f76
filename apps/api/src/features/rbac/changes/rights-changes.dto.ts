import { ApiProperty } from '@nestjs/swagger';
import { CleanText } from '../../../platform/http/input-rules.js';
import { SomeOf } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { CHANGE_KINDS, CHANGE_STATES, type ChangeKind, type ChangeState } from './rights-change.js';

const TEXT = { type: String, nullable: true } as const;
const WHAT = { type: 'object', additionalProperties: true } as const;

export class ChangeQuery extends PageQuery {
  @SomeOf(CHANGE_STATES) state?: string[];
  @SomeOf(CHANGE_KINDS) kind?: string[];
}

export class RightsChangeRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: CHANGE_KINDS, description: 'role: what a role says; member: who holds it; grant, denial: of one account' }) kind: ChangeKind;
  @ApiProperty({ enum: CHANGE_STATES, description: 'applied: made nobody\'s rights wider and needed nobody else' }) state: ChangeState;
  @ApiProperty(TEXT) roleCode: string | null;
  @ApiProperty({ ...TEXT, format: 'uuid' }) userId: string | null;
  @ApiProperty({ description: 'The role or the account, as it was called then' }) subject: string;
  @ApiProperty(WHAT) what: object;
  @ApiProperty({ ...WHAT, nullable: true }) before: object | null;
  @ApiProperty({ description: 'How many accounts it concerns' }) holders: number;
  @ApiProperty() reason: string;
  @ApiProperty() proposedName: string;
  @ApiProperty({ format: 'date-time' }) proposedAt: Date;
  @ApiProperty(TEXT) decidedName: string | null;
  @ApiProperty({ ...TEXT, format: 'date-time' }) decidedAt: Date | null;
  @ApiProperty(TEXT) decideReason: string | null;
  @ApiProperty({ description: 'The asker may decide it' }) decidable: boolean;
  @ApiProperty({ description: 'The asker proposed it and may take it back' }) withdrawable: boolean;
}

export class RightsChangePage extends PageOf(RightsChangeRow) {}

export class ChangeDecision {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}
