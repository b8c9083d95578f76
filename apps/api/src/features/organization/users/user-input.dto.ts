import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, Matches, ValidateIf, ValidateNested } from 'class-validator';
import { CalendarDate, CleanText } from '../../../platform/http/input-rules.js';
import { MailAddress, MobilePhone } from '../contact-fields.js';

const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const filled = (_: object, value: unknown): boolean => value !== null && value !== '';

/** What an account says about its holder. */
class UserFacts {
  @ApiProperty({ maxLength: 50 }) @CleanText(50, 1) name: string;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @ValidateIf(filled) @Matches(CODE) staffNo?: string | null;
  @MobilePhone() phone?: string | null;
  @MailAddress() email?: string | null;
}

export class NewUser extends UserFacts {
  @ApiProperty({ example: 'zhang.san', description: 'Small letters, digits, . _ -; never used again once closed' })
  @Matches(/^[a-z0-9][a-z0-9._-]{1,31}$/) username: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Main department' })
  @IsOptional() @ValidateIf(filled) @Matches(CODE) departmentCode?: string | null;
}

export class UserChange extends UserFacts {}

export class DepartmentBinding {
  @ApiProperty() @Matches(CODE) code: string;
  @ApiProperty() @IsBoolean() main: boolean;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @CleanText(50) position?: string | null;
  @ApiProperty({ format: 'date' }) @CalendarDate() from: string;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'The last day, included' })
  @IsOptional() @ValidateIf(filled) @CalendarDate() to?: string | null;
}

export class DepartmentBindings {
  @ApiProperty({ type: [DepartmentBinding], description: 'All of them; exactly one is the main one' })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => DepartmentBinding) departments: DepartmentBinding[];
}

export class ActReason {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class CreatedUser {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Shown this once; it has to be changed at the first sign-in' }) oneTimeSecret: string;
  @ApiProperty({ format: 'date-time', description: 'After this it opens nothing' }) secretValidUntil: Date;
}
