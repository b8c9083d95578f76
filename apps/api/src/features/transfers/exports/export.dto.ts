import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, Matches } from 'class-validator';
import { CleanText } from '../../../platform/http/input-rules.js';

export class NewExport {
  /** The export of the list, as this document names it: `/inpatient-visits/export`. */
  @ApiProperty({ maxLength: 100 }) @Matches(/^\/[a-z/-]{1,98}$/) path: string;
  /** The conditions, as the list takes them in its address. */
  @ApiProperty({ type: 'object', additionalProperties: true }) @IsObject() query: Record<string, unknown>;
  @ApiPropertyOptional({ enum: ['xlsx', 'csv'], default: 'xlsx' }) @IsOptional() @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
  /** What the file is for; it stands on the access trail. */
  @ApiProperty({ minLength: 2, maxLength: 200 }) @CleanText(200, 2) reason: string;
}

export class StartedJob {
  @ApiProperty({ format: 'uuid', description: 'The background job; see /jobs/{id}' }) jobId: string;
}
