import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsUUID } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalDay, OptionalText, SomeCodes } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { NoteRow } from './note.dto.js';

const TEXT = { type: String, nullable: true } as const;
const MOST_PRINTED = 50;

export class DocumentQuery extends PageQuery {
  @SomeCodes('文书类型') type?: string[];
  @SomeCodes('科室') departmentCode?: string[];
  @OptionalDay('签名日期自') from?: string;
  @OptionalDay('签名日期至，含当日') to?: string;
  @OptionalText('就诊流水号：只看这一次就诊的文书') visitNo?: string;
  @OptionalText('正文或标题中的文字') q?: string;
}

/** A document of any visit, with the visit that it belongs to. */
export class DocumentRow extends NoteRow {
  @ApiProperty(TEXT) visitClass: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the visit began' }) visitStartedAt: Date | null;
  @ApiProperty(TEXT) visitDepartmentName: string | null;
  @ApiProperty({ type: [String], description: 'Around the places that were looked for; empty without a search' }) excerpts: string[];
}

export class DocumentPage extends PageOf(DocumentRow) {}

export class DocumentFacet {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty() count: number;
}

/** What a person's documents can be narrowed by. */
export class DocumentFacets {
  @RowsOf(() => DocumentFacet) types: DocumentFacet[];
  @RowsOf(() => DocumentFacet) departments: DocumentFacet[];
}

export class PrintedNotes {
  @ApiProperty({ type: [String], format: 'uuid', description: 'The documents that go to the printer' })
  @ArrayMinSize(1) @ArrayMaxSize(MOST_PRINTED) @IsUUID(undefined, { each: true }) ids: string[];
}

/** Documents for the printer. */
export class PrintableNotes {
  @RowsOf(() => NoteRow) items: NoteRow[];
  @ApiProperty({ format: 'date-time' }) printedAt: Date;
  @ApiProperty() printedBy: string;
}
