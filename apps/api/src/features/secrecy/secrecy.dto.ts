import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, IsUUID } from 'class-validator';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';

const LEVELS = ['R', 'V'] as const;

export class NewSecrecy {
  @ApiProperty({ enum: LEVELS, description: 'R 内部, V 机密; back to N by lifting' }) @IsIn(LEVELS) secrecy: 'R' | 'V';
  @ApiPropertyOptional({ description: 'What he is called where others may look on; kept as it is without it' }) @IsOptional() @CleanText(30, 2) aliasName?: string;
  @ApiPropertyOptional({ format: 'date', description: 'When it is looked at again; nothing is lifted by itself' }) @IsOptional() @CalendarDate() reviewOn?: string;
  @ApiProperty({ minLength: 4 }) @CleanText(200, 4) reason: string;
}

export class ManySecrecies {
  @ApiProperty({ type: [String], format: 'uuid' }) @ArrayMinSize(2) @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) beneficiaryIds: string[];
  @ApiProperty({ enum: ['N', 'R', 'V'] }) @IsIn(['N', 'R', 'V']) secrecy: 'N' | 'R' | 'V';
  @ApiProperty({ minLength: 4 }) @CleanText(200, 4) reason: string;
}

export class ChangedSecrecy {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ description: 'False: it was so already' }) changed: boolean;
}
