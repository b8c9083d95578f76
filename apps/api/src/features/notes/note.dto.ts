import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';
import { PageOf } from '../../platform/http/page.dto.js';

const TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const NOTE_FORMATS = ['cda', 'html', 'text', 'pdf'] as const;

export class NoteRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() noteNo: string;
  @ApiProperty(TEXT) visitNo: string | null;
  @ApiProperty({ ...TEXT, description: 'inpatient, outpatient' }) patientClass: string | null;
  @ApiProperty({ description: 'C0001 … C0053' }) typeCode: string;
  @ApiProperty(TEXT) typeName: string | null;
  @ApiProperty() title: string;
  @ApiProperty(TEXT) author: string | null;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TIME) writtenAt: Date | null;
  @ApiProperty({ format: 'date-time' }) signedAt: Date;
  @ApiProperty() revision: number;
  @ApiProperty({ enum: NOTE_FORMATS }) format: string;
  @ApiProperty({ enum: ['signed', 'archived', 'withdrawn'] }) status: string;
}

export class NotePage extends PageOf(NoteRow) {}

/** A version that was replaced. */
export class EarlierNote {
  @ApiProperty() revision: number;
  @ApiProperty() status: string;
  @ApiProperty({ format: 'date-time' }) recordedUntil: Date;
}

export class NoteDetail extends NoteRow {
  @ApiProperty({ ...TEXT, description: 'What there is to read, without any markup. Null: the document is not text' }) text: string | null;
  @ApiProperty({ description: 'As the source gave it; of a PDF base64. Never to be put into a page as it is' }) body: string;
  @ApiProperty() sourceSystem: string;
  @ApiProperty({ format: 'date-time', description: 'Version of the source' }) sourceVersion: Date;
  @RowsOf(() => EarlierNote, 'Versions that this one replaced, the newest first') earlier: EarlierNote[];
}
