import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { PersonName } from '../../platform/access/person-name.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { CATEGORIES, type Category } from './person.js';
import { LOCKABLE } from './person-columns.js';
import { PersonFields } from './person-fields.dto.js';

/** Fields to change; what is left out stays, null takes away. */
export class PersonChange extends PersonFields {
  @ApiPropertyOptional({ description: 'As it was read. Without it 428; when somebody else changed him meanwhile 412' })
  @IsOptional() @IsInt() @Min(1)
  version?: number;

  @ApiPropertyOptional() @IsOptional() @CleanText(64, 1) name?: string;
  @ApiPropertyOptional({ enum: ['0', '1', '2', '9'] }) @IsOptional() @IsIn(['0', '1', '2', '9']) sex?: string;
  @ApiPropertyOptional({ enum: CATEGORIES, isArray: true })
  @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(2) @IsIn(CATEGORIES, { each: true })
  category?: Category[];

  @ApiPropertyOptional({ type: [String], description: 'Fields that keep what people wrote, whatever a source says (本地优先)' })
  @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(60) @IsIn(LOCKABLE, { each: true })
  lockedFields?: string[];
}

export class ChangedPerson {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
  @ApiProperty({ type: [String], description: 'Fields that say something else now' }) changed: string[];
}

export class PersonReason {
  @ApiProperty({ minLength: 2, description: 'Kept with the person and on the access trail' }) @CleanText(200, 2) reason: string;
}

/** What becomes of somebody on the roster; taking him off it is an act of its own. */
export class PersonStatusChange extends PersonReason {
  @ApiProperty({ enum: ['active', 'suspended', 'transferred', 'deceased'] })
  @IsIn(['active', 'suspended', 'transferred', 'deceased'])
  status: 'active' | 'suspended' | 'transferred' | 'deceased';
}

/** What is typed into a form so far. */
export class DuplicateQuestion {
  @ApiPropertyOptional() @IsOptional() @CleanText(64) name?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @CalendarDate() birthDate?: string;
  @ApiPropertyOptional() @IsOptional() @CleanText(32) idCardNo?: string;
  @ApiPropertyOptional() @IsOptional() @CleanText(32) phone?: string;
  @ApiPropertyOptional() @IsOptional() @CleanText(32) insuranceNo?: string;
  @ApiPropertyOptional() @IsOptional() @CleanText(64) careCardNo?: string;
}

export class LikePerson {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty() rosterNo: string;
  @ApiProperty({ type: String, nullable: true }) workUnit: string | null;
  @ApiProperty({ description: 'In what they are alike, in words' }) alike: string;
}

export class LikePeople {
  @RowsOf(() => LikePerson, 'At most five, and only people whom the caller sees') items: LikePerson[];
}
