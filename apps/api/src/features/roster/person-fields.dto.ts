import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { CalendarDate, CleanText } from '../../platform/http/input-rules.js';
import { CARE_LEVELS, type CareLevel } from './person.js';

/** An empty box of a form says that there is nothing. */
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** Text that may be missing; empty or null takes it away. */
function OptionalText(longest: number, description?: string): PropertyDecorator {
  const words = description ? { description } : {};
  return applyDecorators(ApiPropertyOptional({ type: String, nullable: true, ...words }), emptyIsNull, IsOptional(), CleanText(longest));
}

function OptionalDay(description?: string): PropertyDecorator {
  const words = description ? { description } : {};
  return applyDecorators(ApiPropertyOptional({ type: String, format: 'date', nullable: true, ...words }), emptyIsNull, IsOptional(), CalendarDate());
}

/** What may be said of a person, all of it optional. */
export class PersonFields {
  @OptionalText(64, 'What is shown instead of his name') aliasName?: string | null;
  @OptionalDay('Read from the resident id card when left out') birthDate?: string | null;
  @OptionalText(2, 'CV02.01.101') idType?: string | null;
  @OptionalText(32) idCardNo?: string | null;
  @OptionalText(4, 'GB/T 3304') nation?: string | null;
  @OptionalText(4, 'GB/T 2261.2') marital?: string | null;
  @OptionalText(3, 'GB/T 2659') nationality?: string | null;

  @ApiPropertyOptional({ type: String, enum: CARE_LEVELS, nullable: true }) @emptyIsNull @IsOptional() @IsIn(CARE_LEVELS) careLevel?: CareLevel | null;
  @OptionalDay() careLevelFrom?: string | null;
  @OptionalDay() careLevelUntil?: string | null;
  @ApiPropertyOptional({ type: [String] }) @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(12) @CleanEach(20) personCategories?: string[];
  @ApiPropertyOptional({ type: Boolean }) @IsOptional() @IsBoolean() keyCare?: boolean;

  @OptionalText(128) workUnit?: string | null;
  @OptionalText(18, '统一社会信用代码') unitCode?: string | null;
  @OptionalText(128) unitDepartment?: string | null;
  @OptionalText(128) position?: string | null;
  @OptionalText(32) rank?: string | null;

  @OptionalText(32) phone?: string | null;
  @OptionalText(32) landline?: string | null;
  @OptionalText(128) email?: string | null;
  @OptionalText(200) address?: string | null;
  @OptionalText(10) postcode?: string | null;

  @OptionalText(32) insuranceNo?: string | null;
  @OptionalText(32) socialSecurityNo?: string | null;
  @OptionalText(32) socialCardNo?: string | null;
  @OptionalText(64) careCardNo?: string | null;

  @OptionalText(500) allergies?: string | null;
  @OptionalText(2_000) pastHistory?: string | null;
  @OptionalText(2, 'CV04.50.005') bloodAbo?: string | null;
  @OptionalText(2, 'CV04.50.020') bloodRh?: string | null;

  @OptionalText(32, 'Staff number') careDoctorNo?: string | null;
  @OptionalText(32, 'Staff number') careNurseNo?: string | null;
  @OptionalText(32, 'Code of a department') careDepartmentCode?: string | null;
  @OptionalText(1_000) note?: string | null;
}

/** A list of short texts. */
function CleanEach(longest: number): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string').map((one: string) => one.trim().slice(0, longest)).filter(Boolean) : value,
  );
}
