import { maskIdCard, maskPhone } from '@cadre/clinical/mask';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { MaskedField, Plain } from '../../platform/access/masked.js';
import { RowOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { CARE_LEVELS, type CareLevel, CATEGORIES, type Category } from './person.js';

/** `settled`: better evidence came before anybody decided. */
export const CANDIDATE_STATUSES = ['open', 'confirmed', 'rejected', 'settled'] as const;

export class CandidateQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CANDIDATE_STATUSES, default: 'open' }) @IsOptional() @IsIn(CANDIDATE_STATUSES) status: string = 'open';
  @ApiPropertyOptional({ example: 'his' }) @IsOptional() @CleanText(64) source?: string;
}

const WHY_NAME = 'Deciding who somebody is needs his name';

export class CandidatePatient {
  @ApiProperty() @Plain(WHY_NAME) name: string;
  @ApiProperty({ type: String, nullable: true }) sex: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) birthDate: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('idCardNo', maskIdCard) idCardNo: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('phone', maskPhone) phone: string | null;
  @ApiProperty({ type: String, nullable: true }) workUnit: string | null;
  @ApiProperty({ type: String, nullable: true }) chargeType: string | null;
  @ApiProperty({ type: [String] }) signs: string[];
}

export class CandidateBeneficiary {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @Plain(WHY_NAME) name: string;
  @ApiProperty() sex: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) birthDate: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('idCardNo', maskIdCard) idCardNo: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('phone', maskPhone) phone: string | null;
  @ApiProperty({ type: String, nullable: true }) workUnit: string | null;
  @ApiProperty({ type: String, nullable: true, enum: CARE_LEVELS }) careLevel: string | null;
}

/** A patient of a source who may be one of ours. */
export class MatchCandidateRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) beneficiaryId: string | null;
  @ApiProperty() source: string;
  @ApiProperty() @Plain('Number of a file of the hospital, needed to find it there') patientId: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ example: 'R2' }) rule: string;
  @ApiProperty({ description: '100 would be certain' }) score: number;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: CANDIDATE_STATUSES }) status: string;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) decideReason: string | null;
  @RowOf(() => CandidatePatient, 'As his source knows him', 'never') sourcePerson: CandidatePatient;
  @RowOf(() => CandidateBeneficiary, 'Null: nobody on the roster is like him') roster: CandidateBeneficiary | null;
}

export class MatchCandidatePage extends PageOf(MatchCandidateRow) {}

export class EnrolPatient {
  @ApiProperty({ enum: CATEGORIES, isArray: true }) @IsArray() @ArrayUnique() @ArrayMaxSize(2) @IsIn(CATEGORIES, { each: true }) category: Category[];
  @ApiPropertyOptional({ enum: CARE_LEVELS }) @IsOptional() @IsIn(CARE_LEVELS) careLevel?: CareLevel;
}

/** Without anything the proposed person is meant. */
export class ConfirmRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'Somebody on the roster, the proposed one unless said' })
  @IsOptional() @IsUUID()
  beneficiaryId?: string;

  @ApiPropertyOptional({ type: EnrolPatient, description: 'Puts him on the roster as somebody new' })
  @IsOptional() @ValidateNested() @Convert(() => EnrolPatient)
  enrol?: EnrolPatient;
}

export class RejectRequest {
  @ApiProperty({ minLength: 2 }) @CleanText(200, 2) reason: string;
}

export class MatchDecision {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: CANDIDATE_STATUSES }) status: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) beneficiaryId: string | null;
}
