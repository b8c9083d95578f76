import { maskAddress, maskNumber } from '@cadre/clinical/mask';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Masked, Plain } from '../../platform/access/masked.js';
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

/** Everything the roster says about one person. */
export class BeneficiaryDetail extends BeneficiaryRow {
  @ApiProperty({ type: String, nullable: true }) @Plain('What the HIS shows instead of his name') aliasName: string | null;
  @ApiProperty({ type: String, nullable: true }) idType: string | null;
  @ApiProperty({ type: String, nullable: true }) @Masked(maskNumber) socialSecurityNo: string | null;
  @ApiProperty({ type: String, nullable: true }) @Masked(maskAddress) address: string | null;
  @ApiProperty({ type: String, nullable: true }) allergies: string | null;
  @ApiProperty({ type: [String] }) personCategories: string[];
  @ApiProperty({ type: String, nullable: true }) rank: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) careLevelFrom: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) careLevelUntil: string | null;
  @RowsOf(() => LevelPeriod, 'Every level he had, the latest first') levels: LevelPeriod[];
  @RowsOf(() => PersonLink) links: PersonLink[];
  @RowsOf(() => PersonSource) sources: PersonSource[];
}

export const REVEALABLE = ['phone', 'idCardNo', 'insuranceNo', 'careCardNo'] as const;

export class RevealRequest {
  @ApiProperty({ enum: REVEALABLE }) @IsIn(REVEALABLE) field: (typeof REVEALABLE)[number];
  @ApiProperty({ minLength: 4, description: 'Goes on the access trail' }) @CleanText(200, 4) reason: string;
}

export class RevealedNumber {
  @ApiProperty() @Plain('Asked for by itself, with a reason, on record') value: string;
}
