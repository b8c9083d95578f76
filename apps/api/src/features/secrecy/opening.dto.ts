import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { OptionalDay, OptionalText, SomeOf } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';

const COLLEAGUE = 'Name of a colleague, for whoever answers for the secrecy';
const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const OPENING_KINDS = ['clearance', 'emergency'] as const;
export const REVIEWS = ['open', 'justified', 'unjustified'] as const;

export class NewOpening {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
  @ApiProperty({ minLength: 4, description: 'Goes on the access trail with every read' }) @CleanText(200, 4) reason: string;
}

export class NewEmergency {
  @ApiProperty({ description: '手中的病案号或住院号，须完整一致' }) @CleanText(40, 2) number: string;
  @ApiProperty({ minLength: 8, description: '危急情况与用途' }) @CleanText(200, 8) reason: string;
}

/** A 机密 person who is open to the caller now. */
export class OwnOpening {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: in his daily care, nothing to end' }) id: string | null;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ enum: [...OPENING_KINDS, 'care-team'] }) kind: string;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) validUntil: Date;
  @ApiProperty({ description: 'False: the page is not copied and not printed' }) mayCopy: boolean;
}

export class OwnOpenings {
  @RowsOf(() => OwnOpening) items: OwnOpening[];
}

export class OpeningQuery extends PageQuery {
  @OptionalText('打开人的账号、姓名或工号') keyword?: string;
  @SomeOf(OPENING_KINDS) kind?: string[];
  @SomeOf(REVIEWS) review?: string[];
  @OptionalDay('打开日期') from?: string;
  @OptionalDay('打开日期') until?: string;
}

/** 机密访问记录: one opening, and how much was read in it. */
export class OpeningRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ title: '对象', description: 'What he is called among others' }) shownAs: string;
  @ApiProperty({ title: '保健编号' }) rosterNo: string;
  @ApiProperty({ title: '打开人' }) @Plain(COLLEAGUE) userName: string;
  @ApiProperty() @Plain(COLLEAGUE) username: string;
  @ApiProperty({ ...TEXT, title: '科室' }) @Plain(COLLEAGUE) departmentName: string | null;
  @ApiProperty({ title: '方式', enum: OPENING_KINDS }) kind: string;
  @ApiProperty({ title: '理由' }) reason: string;
  @ApiProperty({ format: 'date-time', title: '打开' }) openedAt: Date;
  @ApiProperty({ format: 'date-time', title: '至' }) validUntil: Date;
  @ApiProperty({ ...TIME, title: '提前结束' }) endedAt: Date | null;
  @ApiProperty({ title: '期间操作', description: 'Rows of the access trail about him in this session while it was open' }) reads: number;
  @ApiProperty({ ...TEXT, enum: REVIEWS, title: '复核', description: 'Null: needs none' }) reviewState: string | null;
  @ApiProperty({ ...TEXT, title: '复核人' }) @Plain(COLLEAGUE) reviewedByName: string | null;
  @ApiProperty(TIME) reviewedAt: Date | null;
  @ApiProperty({ ...TEXT, title: '复核意见' }) reviewNote: string | null;
  @ApiProperty({ description: 'An emergency that waits for somebody else to judge it' }) mayReview: boolean;
}

export class OpeningPage extends PageOf(OpeningRow) {}

export class OpeningRead {
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ example: 'GET /beneficiaries/:id' }) operation: string;
  @ApiProperty({ title: '操作' }) operationName: string;
  @ApiProperty() action: string;
  @ApiProperty() outcome: string;
}

export class OpeningReads {
  @RowsOf(() => OpeningRead, 'In order, at most 500') items: OpeningRead[];
}

export class OpeningReview {
  @ApiProperty({ enum: ['justified', 'unjustified'] }) @IsIn(['justified', 'unjustified']) decision: 'justified' | 'unjustified';
  @ApiPropertyOptional({ description: 'Needed when it was not justified' }) @IsOptional() @CleanText(300) note?: string;
}
