import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { RecordId } from '../../platform/http/record-id.dto.js';

export class AttachmentOf extends RecordId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() attachmentId: string;
}

/** A file that stands with a mission or a reception. */
export class AttachmentRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Whom the reception was of; a mission is of nobody alone' }) beneficiaryId: string | null;
  @ApiProperty() @Plain('Name that its sender gave the file') name: string;
  @ApiProperty() mediaType: string;
  @ApiProperty() bytes: number;
  @ApiProperty({ description: 'SHA-256 of what was sent' }) sha256: string;
  @ApiProperty({ description: 'Name of the colleague' }) addedBy: string;
  @ApiProperty({ format: 'date-time' }) addedAt: Date;
}

export class AttachmentList {
  @RowsOf(() => AttachmentRow, 'The latest first') items: AttachmentRow[];
}

export class AttachmentRemoval {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}
