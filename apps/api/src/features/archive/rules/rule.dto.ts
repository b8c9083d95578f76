import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsUUID, Matches, Min } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

const WORD = /^[\p{L}\p{N}（）()·/ +-]{1,30}$/u;

/** What a diagnosis brings into the record. */
export class ArchiveRuleBody {
  @ApiProperty() @CleanText(30, 1) name: string;
  @ApiProperty({ type: [String], description: 'Ranges of ICD-10: I10, E10-E14, K76.0' }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @Matches(/^[A-Z]\d{2}(\.\d)?(-[A-Z]\d{2}(\.\d)?)?$/, { each: true })
  icd: string[];
  @ApiProperty({ type: [String], description: 'Codes of the laboratory catalogue' }) @IsArray() @ArrayMaxSize(40) @Matches(/^[A-Z0-9]{1,20}$/, { each: true }) items: string[];
  @ApiProperty({ type: [String], description: 'Words in the names of examinations' }) @IsArray() @ArrayMaxSize(20) @Matches(WORD, { each: true }) exams: string[];
  @ApiProperty({ type: [String], description: 'Words in the names of drugs' }) @IsArray() @ArrayMaxSize(30) @Matches(WORD, { each: true }) drugs: string[];
  @ApiProperty({ type: [String], description: 'Codes of measurements of the check-up' }) @IsArray() @ArrayMaxSize(20) @Matches(/^[A-Z0-9]{1,20}$/, { each: true }) signs: string[];
}

export class ArchiveRuleChange extends ArchiveRuleBody {
  /** The version that the change was made on; another one meanwhile: 412. */
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) basedOn: number;
}

export class ArchiveRuleCode {
  @ApiProperty() @Matches(/^[A-Z][A-Z0-9_]{1,19}$/) code: string;
}

export class ArchiveRuleBasis {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) basedOn: number;
}

export class ArchiveRuleRow extends ArchiveRuleBody {
  @ApiProperty() code: string;
}

export class ArchiveRuleSetView {
  @ApiProperty() version: number;
  @RowsOf(() => ArchiveRuleRow) rules: ArchiveRuleRow[];
  @ApiProperty() change: string;
  @ApiProperty() @Plain('Account of a member of staff') changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
}

export class ArchiveRuleSetRow {
  @ApiProperty() version: number;
  @ApiProperty() change: string;
  @ApiProperty() @Plain('Account of a member of staff') changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
}

export class ArchiveRuleSetHistory {
  @RowsOf(() => ArchiveRuleSetRow, 'The newest first') items: ArchiveRuleSetRow[];
}

export class ArchiveRulePreviewAsked extends ArchiveRuleBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
}

/** What a rule would bring into one person's record. */
export class ArchiveRulePreview {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ description: 'Whether one of his diagnoses falls under it' }) applies: boolean;
  @ApiProperty({ type: [String] }) diagnoses: string[];
  @ApiProperty({ type: [String], description: 'Items, examinations and drugs of his that it picks' }) picked: string[];
  @ApiProperty({ type: [String], description: 'Items that he has no result of' }) without: string[];
}
