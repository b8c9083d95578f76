import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { CleanText } from '../../platform/http/input-rules.js';
import { CATEGORIES, type Category } from './person.js';
import { PersonFields } from './person-fields.dto.js';

/** Somebody to put on the roster. */
export class NewPerson extends PersonFields {
  @ApiProperty({ example: '张三' }) @CleanText(64, 1) name: string;
  @ApiProperty({ enum: ['0', '1', '2', '9'], description: 'GB/T 2261.1' }) @IsIn(['0', '1', '2', '9']) sex: string;
  @ApiProperty({ enum: CATEGORIES, isArray: true }) @IsArray() @ArrayUnique() @ArrayMaxSize(2) @IsIn(CATEGORIES, { each: true }) category: Category[];
}

export class CreatedPerson {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid', description: 'The same as id' }) beneficiaryId: string;
}
