import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

const COLLEAGUE = 'Name of a colleague, for whoever decides about his rights';
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export const CLEARANCE_STATES = ['valid', 'coming', 'ended'] as const;

export class ClearanceQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...CLEARANCE_STATES, 'all'], default: 'valid' }) @IsOptional() @IsIn([...CLEARANCE_STATES, 'all']) state: string = 'valid';
}

export class ClearanceRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({ title: '账号' }) @Plain(COLLEAGUE) username: string;
  @ApiProperty({ title: '姓名' }) @Plain(COLLEAGUE) name: string;
  @ApiProperty({ ...TEXT, title: '科室' }) @Plain(COLLEAGUE) departmentName: string | null;
  @ApiProperty({ type: [String], title: '角色' }) roles: string[];
  @ApiProperty({ description: 'Given to a 干保办主任 by name' }) byName: boolean;
  @ApiProperty({ description: 'False: none of his roles may be cleared now, so that it opens nobody' }) takesEffect: boolean;
  @ApiProperty({ enum: CLEARANCE_STATES }) state: string;
  @ApiProperty({ format: 'date-time', title: '自' }) validFrom: Date;
  @ApiProperty({ format: 'date-time', title: '至' }) validUntil: Date;
  @ApiProperty({ title: '理由' }) reason: string;
  @ApiProperty({ ...TEXT, title: '提请人' }) @Plain(COLLEAGUE) grantedByName: string | null;
  @ApiProperty({ ...TEXT, title: '批准人' }) @Plain(COLLEAGUE) approvedByName: string | null;
  @ApiProperty({ ...TIME, title: '撤销时间' }) revokedAt: Date | null;
  @ApiProperty({ ...TEXT, title: '撤销人' }) @Plain(COLLEAGUE) revokedByName: string | null;
  @ApiProperty({ ...TEXT, title: '撤销理由' }) revokeReason: string | null;
}

export class ClearancePage extends PageOf(ClearanceRow) {}

export class NewClearance {
  @ApiProperty({ format: 'uuid', description: 'Who is to be cleared; never whoever asks' }) @IsUUID() userId: string;
  @ApiPropertyOptional({ format: 'date', description: 'The first day; today without it' }) @IsOptional() @CalendarDate() from?: string;
  @ApiProperty({ format: 'date', description: 'The last day, included' }) @CalendarDate() until: string;
  @ApiProperty({ minLength: 4 }) @CleanText(200, 4) reason: string;
}

export class Decision {
  @ApiPropertyOptional({ description: 'What is to be remembered with it; a refusal needs it' }) @IsOptional() @CleanText(200) note?: string;
}

export class Reason {
  @ApiProperty({ minLength: 4, description: 'Goes on the access trail' }) @CleanText(200, 4) reason: string;
}

export const PROPOSAL_STATES = ['open', 'approved', 'rejected', 'withdrawn'] as const;

export class ProposalQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...PROPOSAL_STATES, 'all'], default: 'open' }) @IsOptional() @IsIn([...PROPOSAL_STATES, 'all']) state: string = 'open';
}

export class ProposalRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['clearance', 'care-team', 'secrecy'] }) kind: string;
  @ApiProperty({ ...TEXT, title: '账号' }) @Plain(COLLEAGUE) username: string | null;
  @ApiProperty({ ...TEXT, title: '姓名' }) @Plain(COLLEAGUE) name: string | null;
  @ApiProperty({ ...TEXT, title: '科室' }) @Plain(COLLEAGUE) departmentName: string | null;
  @ApiProperty({ type: [String], title: '角色' }) roles: string[];
  @ApiProperty({ type: [String], description: 'What the people are called among others' }) people: string[];
  @ApiProperty({ ...TEXT, enum: ['N', 'R', 'V'] }) secrecy: string | null;
  @ApiProperty() byName: boolean;
  @ApiProperty(TIME) validFrom: Date | null;
  @ApiProperty(TIME) validUntil: Date | null;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: PROPOSAL_STATES }) state: string;
  @ApiProperty() @Plain(COLLEAGUE) proposedByName: string;
  @ApiProperty({ format: 'date-time' }) proposedAt: Date;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) decidedByName: string | null;
  @ApiProperty(TIME) decidedAt: Date | null;
  @ApiProperty(TEXT) decisionNote: string | null;
  @ApiProperty({ description: 'Whoever reads it may decide it: he neither asked nor is concerned' }) mayDecide: boolean;
  @ApiProperty({ description: 'Whoever reads it asked for it' }) isOwn: boolean;
}

export class ProposalPage extends PageOf(ProposalRow) {}

export class ColleagueQuery {
  @ApiProperty({ description: '账号、姓名或工号', minLength: 1 }) @CleanText(50, 1) keyword: string;
}

export class Colleague {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() @Plain(COLLEAGUE) username: string;
  @ApiProperty() @Plain(COLLEAGUE) name: string;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) departmentName: string | null;
  @ApiProperty({ type: [String] }) roles: string[];
  @ApiProperty({ ...TEXT, enum: ['role', 'by-name'], description: 'On what ground he may be cleared; null: none of his roles may be' }) ground: string | null;
}

export class Colleagues {
  @RowsOf(() => Colleague, 'At most twenty') items: Colleague[];
}

export class MadeProposal {
  @ApiProperty({ format: 'uuid' }) id: string;
}
