import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { OptionalDay } from '../../../platform/http/list-input.js';
import { SECTION_KEYS, type SectionKey } from '../content/sections.js';
import { RenderedBlockView } from '../templates/template.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

export class GenerateAsked {
  @ApiProperty({ format: 'uuid' }) @IsUUID() templateId: string;
  /** The record as it was known at this moment; without it as it is now. */
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) asOf?: string;
  @OptionalDay('Facts from this day on') from?: string;
  @OptionalDay('Facts to this day') to?: string;
}

export class SignAsked {
  @ApiProperty({ description: 'What the doctor says about it' }) @CleanText(1000, 1) opinion: string;
}

export class PdfAsked {
  /** Why; needed for 机密 people. */
  @ApiPropertyOptional() @IsOptional() @CleanText(200, 1) reason?: string;
  /** Parts to print, in the order of the version; without it the whole. The paper says that it is an excerpt. */
  @ApiPropertyOptional({ enum: SECTION_KEYS, isArray: true }) @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(SECTION_KEYS, { each: true })
  sections?: SectionKey[];
}

export class DiffQuery {
  @ApiProperty({ format: 'uuid', description: 'The earlier version' }) @IsUUID() with: string;
}

export class ArchiveVersionRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() version: number;
  @ApiProperty() number: string;
  @ApiProperty() @Plain('Name of a template') templateName: string;
  @ApiProperty() templateVersion: number;
  @ApiProperty() ruleVersion: number;
  @ApiProperty({ enum: ['staff', 'patient'] }) audience: string;
  @ApiProperty({ format: 'date-time' }) asOf: Date;
  @ApiProperty({ ...TEXT, format: 'date' }) periodFrom: string | null;
  @ApiProperty({ ...TEXT, format: 'date' }) periodTo: string | null;
  @ApiProperty({ type: [String], description: 'Sources that were not there when it was made' }) missing: string[];
  @ApiProperty() contentHash: string;
  @ApiProperty() @Plain('Name of a member of staff') generatedName: string;
  @ApiProperty({ format: 'date-time' }) generatedAt: Date;
  @ApiProperty(TEXT) @Plain('Name of a member of staff') signedName: string | null;
  @ApiProperty(TIME) signedAt: Date | null;
  @ApiProperty(TEXT) opinion: string | null;
}

export class ArchiveVersionList {
  @RowsOf(() => ArchiveVersionRow, 'The newest first') items: ArchiveVersionRow[];
}

/** A version, laid out for whoever reads it. */
export class ArchiveVersionDetail extends ArchiveVersionRow {
  @RowsOf(() => RenderedBlockView) blocks: RenderedBlockView[];
  @ApiProperty({ type: [String], description: 'Diagnoses of the version before that were withdrawn since' }) withdrawn: string[];
}

export class VersionChange {
  @ApiProperty() section: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed'] }) kind: 'added' | 'removed' | 'changed';
  @ApiProperty(TEXT) before: string | null;
  @ApiProperty(TEXT) after: string | null;
}

export class VersionDiff {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() fromVersion: number;
  @ApiProperty() toVersion: number;
  @RowsOf(() => VersionChange) changes: VersionChange[];
}

export class VerifyCode {
  @ApiProperty() @CleanText(32, 8) code: string;
}

/** What whoever holds a printed file may learn: nothing of the person. */
export class FileState {
  @ApiProperty() number: string;
  @ApiProperty() version: number;
  @ApiProperty({ format: 'date-time' }) madeAt: Date;
  @ApiProperty() pages: number;
  @ApiProperty({ description: 'SHA-256: the file is unaltered when it has it' }) sha256: string;
  @ApiProperty({ description: 'Signed when it was printed' }) signed: boolean;
  @ApiProperty({ description: 'False: a newer version exists' }) newest: boolean;
}
