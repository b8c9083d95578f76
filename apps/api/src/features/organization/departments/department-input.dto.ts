import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import { CleanText } from '../../../platform/http/input-rules.js';
import { SomeCodes } from '../../../platform/http/list-input.js';
import { DEPARTMENT_KINDS } from './department-tree.dto.js';

const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;
const MOST_AT_ONCE = 500;
const filled = (_: object, value: unknown): boolean => value !== null && value !== '';

export class DepartmentCode {
  @ApiProperty() @Matches(CODE) code: string;
}

export class NewDepartment {
  @ApiProperty() @Matches(CODE) code: string;
  @ApiProperty({ maxLength: 50 }) @CleanText(50, 1) name: string;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @ValidateIf(filled) @Matches(CODE) parentCode?: string | null;
  @ApiProperty({ enum: DEPARTMENT_KINDS }) @IsIn(DEPARTMENT_KINDS) kind: string;
  @ApiProperty() @IsBoolean() handlesVisits: boolean;
}

export class DepartmentChange {
  @ApiProperty({ maxLength: 50, description: 'Of a department of the HIS it cannot be changed here' }) @CleanText(50, 1) name: string;
  @ApiProperty({ enum: DEPARTMENT_KINDS }) @IsIn(DEPARTMENT_KINDS) kind: string;
  @ApiProperty() @IsInt() @Min(0) @Max(100_000) sort: number;
  @ApiPropertyOptional({ type: String, nullable: true, description: '负责人' }) @IsOptional() @ValidateIf(filled) @Matches(CODE) headStaffNo?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: '护士长' }) @IsOptional() @ValidateIf(filled) @Matches(CODE) headNurseStaffNo?: string | null;
}

export class DepartmentMove {
  @ApiProperty({ type: String, nullable: true, description: 'Null: to the top' }) @ValidateIf(filled) @Matches(CODE) parentCode: string | null;
}

export class DepartmentMerge {
  @ApiProperty({ description: 'The department that takes over people and sub-departments' }) @Matches(CODE) into: string;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class VisitHandlingQuery {
  @SomeCodes('科室') code?: string[];
  @ApiProperty({ enum: ['true', 'false'] }) @IsIn(['true', 'false']) handlesVisits: 'true' | 'false';
}

export class VisitHandling {
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AT_ONCE) @Matches(CODE, { each: true }) codes: string[];
  @ApiProperty() @IsBoolean() handlesVisits: boolean;
}
