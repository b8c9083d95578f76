import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { CalendarDate, CleanText } from '../../../platform/http/input-rules.js';

export class EvidenceRequest {
  @ApiProperty({ format: 'date', description: 'First day' }) @CalendarDate() from: string;
  @ApiProperty({ format: 'date', description: 'Last day' }) @CalendarDate() to: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Only what is about this person' }) @IsOptional() @IsUUID() person?: string;
  @ApiProperty({ minLength: 2, description: 'Why it is handed out; goes on the access trail' }) @CleanText(200, 2) reason: string;
}
