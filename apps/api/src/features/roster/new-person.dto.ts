import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { CARE_LEVELS, type CareLevel, CATEGORIES, type Category } from './person.js';

/** An empty box of a form is no value. */
const emptyIsNothing = Transform(({ value }: { value: unknown }) => (value === '' || value === null ? undefined : value));

/** Somebody to put on the roster. */
export class NewPerson {
  @ApiProperty({ example: '张三' }) @CleanText(64, 1) name: string;
  @ApiProperty({ enum: ['0', '1', '2', '9'], description: 'GB/T 2261.1' }) @IsIn(['0', '1', '2', '9']) sex: string;
  @ApiPropertyOptional({ format: 'date', description: 'Read from the resident id card when left out' })
  @emptyIsNothing @IsOptional() @CalendarDate()
  birthDate?: string;
  @ApiPropertyOptional({ example: '01', description: 'CV02.01.101' }) @emptyIsNothing @IsOptional() @CleanText(2) idType?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(32) idCardNo?: string;
  @ApiProperty({ enum: CATEGORIES, isArray: true }) @IsArray() @ArrayUnique() @ArrayMaxSize(2) @IsIn(CATEGORIES, { each: true }) category: Category[];
  @ApiPropertyOptional({ enum: CARE_LEVELS }) @emptyIsNothing @IsOptional() @IsIn(CARE_LEVELS) careLevel?: CareLevel;
  @ApiPropertyOptional({ format: 'date' }) @emptyIsNothing @IsOptional() @CalendarDate() careLevelFrom?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(128) workUnit?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(128) position?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(32) phone?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(32) insuranceNo?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(32) socialSecurityNo?: string;
  @ApiPropertyOptional() @emptyIsNothing @IsOptional() @CleanText(64) careCardNo?: string;
}

export class CreatedPerson {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid', description: 'The same as id' }) beneficiaryId: string;
}
