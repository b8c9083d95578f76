import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { PersonName } from '../../../platform/access/person-name.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../platform/http/page.dto.js';
import { RenderedBlockView } from '../templates/template.dto.js';

const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const DELIVERY_STATES = ['sent', 'read', 'downloaded', 'revoked', 'expired'] as const;

/** To whom is not asked: a record goes to the person it is about. */
export class DeliveryAsked {
  @ApiPropertyOptional({ minimum: 1, maximum: 365, default: 30, description: 'Days that it can be read' }) @IsOptional() @IsInt() @Min(1) @Max(365)
  days: number = 30;
}

export class RevokeAsked {
  @ApiProperty() @CleanText(200, 1) reason: string;
}

/** Whom it would go to, for the question before sending. */
export class DeliveryRecipient {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @Plain('The sender has to recognise the person') name: string;
  @ApiProperty() sex: string;
  @ApiProperty({ type: Number, nullable: true }) age: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The last four characters of the id card' }) idTail: string | null;
  @ApiProperty() ready: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot be sent' }) reason: string | null;
}

export class DeliveryRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ format: 'uuid' }) archiveId: string;
  @ApiProperty() number: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: DELIVERY_STATES }) status: string;
  @ApiProperty() @Plain('Name of a member of staff') sentName: string;
  @ApiProperty({ format: 'date-time' }) sentAt: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
  @ApiProperty(TIME) readAt: Date | null;
  @ApiProperty(TIME) downloadedAt: Date | null;
  @ApiProperty(TIME) revokedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) revokeReason: string | null;
}
export class DeliveryPage extends PageOf(DeliveryRow) {}

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() beneficiaryId?: string;
  @ApiPropertyOptional({ enum: DELIVERY_STATES }) @IsOptional() @IsIn(DELIVERY_STATES) status?: (typeof DELIVERY_STATES)[number];
}

export class InboxRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: ['sent', 'read', 'downloaded'] }) status: string;
  @ApiProperty({ format: 'date-time' }) sentAt: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}
export class Inbox {
  @RowsOf(() => InboxRow, 'The newest first') items: InboxRow[];
}

export class InboxArchive {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() number: string;
  @ApiProperty() version: number;
  @ApiProperty({ format: 'date-time' }) asOf: Date;
  @RowsOf(() => RenderedBlockView) blocks: RenderedBlockView[];
  @ApiProperty({ type: [String] }) missing: string[];
  @ApiProperty({ type: String, nullable: true }) @Plain('Name of a member of staff') signedName: string | null;
  @ApiProperty(TIME) signedAt: Date | null;
}
