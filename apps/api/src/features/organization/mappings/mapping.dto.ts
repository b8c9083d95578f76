import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, Matches, ValidateNested } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';

const TEXT = { type: String, nullable: true } as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;

export class CodeMapping {
  @ApiProperty({ format: 'uuid' }) @IsUUID() userId: string;
  @ApiProperty({ example: 'his' }) @Matches(/^[a-z0-9][a-z0-9._-]{0,63}$/) source: string;
  @ApiProperty() @Matches(CODE) code: string;
}

export class CodeMappings {
  @ApiProperty({ type: [CodeMapping] }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => CodeMapping)
  items: CodeMapping[];
}

export class MappingSuggestion {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() username: string;
  @ApiProperty() userName: string;
  @ApiProperty() source: string;
  @ApiProperty() code: string;
  @ApiProperty() staffName: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty({ description: '0 to 100' }) confidence: number;
  @ApiProperty({ description: 'In words' }) because: string;
}

export class MappingSuggestions {
  @RowsOf(() => MappingSuggestion, 'The surest first; nothing is written') items: MappingSuggestion[];
}

export class UnmappedStaff {
  @ApiProperty() source: string;
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty(TEXT) departmentName: string | null;
  @ApiProperty(TEXT) title: string | null;
}

export class UnmappedUser {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty(TEXT) staffNo: string | null;
}

export class Unmapped {
  @RowsOf(() => UnmappedStaff, 'At most 500') staff: UnmappedStaff[];
  @ApiProperty() staffTotal: number;
  @RowsOf(() => UnmappedUser, 'At most 500') users: UnmappedUser[];
  @ApiProperty() userTotal: number;
}
