import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';

export class NoticeQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Only those not yet read' })
  @IsOptional() @IsIn(['true', 'false']) unread?: 'true' | 'false';
}

export class NoticeId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class NoticeRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ enum: ['info', 'warning', 'error'] }) level: string;
  @ApiProperty() title: string;
  @ApiProperty() body: string;
  @ApiProperty({ type: String, nullable: true, description: 'Page to open' }) link: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt: Date | null;
}

export class NoticeList {
  @RowsOf(() => NoticeRow, 'Newest first, at most 50') items: NoticeRow[];
  @ApiProperty() unread: number;
}
