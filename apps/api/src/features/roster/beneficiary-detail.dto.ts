import { maskEmail, maskPhone } from '@cadre/clinical/mask';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MaskedField, Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { BeneficiaryRow } from './beneficiary.dto.js';

export class PersonLink {
  @ApiProperty({ example: 'his' }) source: string;
  @ApiProperty() @Plain('Number of a file of the hospital, needed to find it there') patientId: string;
  @ApiProperty({ description: '`system` or who confirmed it' }) matchedBy: string;
  @ApiProperty() reason: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
}

export class PersonSource {
  @ApiProperty({ description: '`roster-file`, `manual`, `match` or a source' }) source: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
}

export class LevelPeriod {
  @ApiProperty() careLevel: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) until: string | null;
}

export class FieldOrigin {
  @ApiProperty() field: string;
  @ApiProperty({ description: '`manual`, `roster-file` or a source' }) source: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
}

/** Everything the roster says about one person. */
export class BeneficiaryDetail extends BeneficiaryRow {
  @ApiProperty({ type: String, nullable: true }) @Plain('What the HIS shows instead of his name') aliasName: string | null;
  @ApiProperty({ type: String, nullable: true }) idType: string | null;
  @ApiProperty({ type: String, nullable: true }) allergies: string | null;
  @ApiProperty({ type: [String] }) personCategories: string[];
  @ApiProperty({ type: String, nullable: true }) rank: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) careLevelFrom: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'GB/T 3304' }) nation: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'GB/T 2261.2' }) marital: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'GB/T 2659' }) nationality: string | null;
  @ApiProperty({ type: String, nullable: true }) unitCode: string | null;
  @ApiProperty({ type: String, nullable: true }) unitDepartment: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('phone', maskPhone) landline: string | null;
  @ApiProperty({ type: String, nullable: true }) @MaskedField('email', maskEmail) email: string | null;
  @ApiProperty({ type: String, nullable: true }) postcode: string | null;
  @ApiProperty({ type: String, nullable: true }) pastHistory: string | null;
  @ApiProperty({ type: String, nullable: true }) bloodAbo: string | null;
  @ApiProperty({ type: String, nullable: true }) bloodRh: string | null;
  @ApiProperty({ type: String, nullable: true }) careDoctorNo: string | null;
  @ApiProperty({ type: String, nullable: true }) careNurseNo: string | null;
  @ApiProperty({ type: String, nullable: true }) careDepartmentCode: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) statusReason: string | null;
  @ApiProperty({ description: 'Sent back with a change' }) version: number;
  @ApiProperty({ type: [String], description: 'Fields that keep what people wrote (本地优先)' }) lockedFields: string[];
  @RowsOf(() => FieldOrigin, 'Who last said a field; fields that are not named are as he was enrolled') fieldOrigins: FieldOrigin[];
  @RowsOf(() => LevelPeriod, 'Every level he had, the latest first') levels: LevelPeriod[];
  @RowsOf(() => PersonLink) links: PersonLink[];
  @RowsOf(() => PersonSource) sources: PersonSource[];
}

export const REVEALABLE = ['phone', 'idCardNo', 'insuranceNo', 'careCardNo', 'socialSecurityNo', 'socialCardNo'] as const;

export class RevealRequest {
  @ApiProperty({ enum: REVEALABLE }) @IsIn(REVEALABLE) field: (typeof REVEALABLE)[number];
  @ApiProperty({ minLength: 4, description: 'Goes on the access trail' }) @CleanText(200, 4) reason: string;
}

export class RevealedNumber {
  @ApiProperty() @Plain('Asked for by itself, with a reason, on record') value: string;
}
