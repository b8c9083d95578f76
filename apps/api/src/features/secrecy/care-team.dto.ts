import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';

const COLLEAGUE = 'Name of a colleague, for whoever decides who cares for the person';
const TEXT = { type: String, nullable: true } as const;

export class CareTeamRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() @Plain(COLLEAGUE) username: string;
  @ApiProperty() @Plain(COLLEAGUE) name: string;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) departmentName: string | null;
  @ApiProperty({ type: [String] }) roles: string[];
  @ApiProperty({ enum: ['valid', 'coming', 'ended'] }) state: string;
  @ApiProperty({ format: 'date-time' }) validFrom: Date;
  @ApiProperty({ format: 'date-time' }) validUntil: Date;
  @ApiProperty() reason: string;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) grantedByName: string | null;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) approvedByName: string | null;
  @ApiProperty(TEXT) @Plain(COLLEAGUE) revokedByName: string | null;
  @ApiProperty(TEXT) revokeReason: string | null;
}

export class CareTeam {
  @RowsOf(() => CareTeamRow, 'Those whose time has not ended first') items: CareTeamRow[];
}

export class NewCareTeamMember {
  @ApiProperty({ format: 'uuid' }) @IsUUID() userId: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() from?: string;
  @ApiProperty({ format: 'date', description: 'The last day, included' }) @CalendarDate() until: string;
  @ApiProperty({ minLength: 4 }) @CleanText(200, 4) reason: string;
}

export class CareTeamPlace {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() memberId: string;
}
