import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { SomeCodes, SomeOf } from '../../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';

export const IMPORT_STATES = ['reading', 'previewed', 'refused', 'committing', 'committed', 'undoing', 'undone'] as const;
export const ROW_OUTCOMES = ['added', 'changed', 'unchanged', 'failed'] as const;

export class ImportKind {
  @ApiProperty({ example: 'roster' }) @Matches(/^[a-z-]{1,40}$/) kind: string;
}

export class ImportKindRow {
  @ApiProperty() kind: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [String], description: 'Headings of the file; * marks those that are needed' }) columns: string[];
}

export class ImportKindList {
  @RowsOf(() => ImportKindRow, 'What the caller may import') items: ImportKindRow[];
}

export class ImportsQuery extends PageQuery {
  @SomeCodes('What is imported') kind?: string[];
  @SomeOf(IMPORT_STATES) state?: string[];
}

export class ImportBatchRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() kind: string;
  @ApiProperty() operator: string;
  /** As its sender called it. */
  @ApiProperty() fileName: string;
  @ApiProperty() fileSha256: string;
  @ApiProperty() fileBytes: number;
  @ApiProperty({ enum: IMPORT_STATES }) state: string;
  @ApiProperty({ type: String, enum: ['all', 'each'], nullable: true }) mode: 'all' | 'each' | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The background job of the last step' }) jobId: string | null;
  @ApiProperty() added: number;
  @ApiProperty() changed: number;
  @ApiProperty() unchanged: number;
  @ApiProperty() failed: number;
  @ApiProperty({ type: [String], description: 'Headings that mean nothing here' }) ignored: string[];
  @ApiProperty({ type: String, nullable: true }) message: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) committedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when it can be taken back' }) undoUntil: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) undoneAt: Date | null;
}

export class ImportBatchPage extends PageOf(ImportBatchRow) {}

export class ImportRowQuery extends PageQuery {
  @SomeOf(ROW_OUTCOMES) outcome?: string[];
}

export class ImportRowRow {
  /** As a spreadsheet counts. */
  @ApiProperty() line: number;
  @ApiProperty({ enum: ROW_OUTCOMES }) outcome: string;
  @ApiProperty({ type: [String], description: 'Headings that are wrong' }) columns: string[];
  @ApiProperty({ type: String, nullable: true }) message: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: nobody wanted it back' }) undone: boolean | null;
}

export class ImportRowPage extends PageOf(ImportRowRow) {}

export class ImportChoice {
  @ApiProperty({ enum: ['all', 'each'], description: 'all: every row or none; each: whichever is right' }) @IsIn(['all', 'each']) mode: 'all' | 'each';
}

export class UndoReason {
  @ApiProperty({ minLength: 2 }) @CleanText(200, 2) reason: string;
}
