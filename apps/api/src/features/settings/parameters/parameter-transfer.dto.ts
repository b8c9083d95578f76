import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsInt, Matches, Min, ValidateNested } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { anyValue, type Value } from './parameter.dto.js';

const MOST = 500;
const ANY_ID = /^[a-zA-Z][a-zA-Z.]{0,79}$/;

export class ParameterSetting {
  @ApiProperty({ example: 'security.passwordProfile' }) @Matches(ANY_ID) id: string;
  @ApiProperty(anyValue) @IsDefined() value: unknown;
}

export class ParameterImportEntry extends ParameterSetting {
  @ApiProperty({ description: 'As it was read: somebody else may have changed it meanwhile' }) @IsInt() @Min(0) version: number;
}

/** What one environment hands to another. Keys and passwords are no parameters, so none can be in it. */
export class ParameterFile {
  @ApiProperty({ type: String, format: 'date-time' }) exportedAt: Date;
  @RowsOf(() => ParameterSetting) parameters: ParameterSetting[];
}

export class ParameterComparison {
  @ApiProperty({ type: () => [ParameterSetting], maxItems: MOST })
  @IsArray() @ArrayMaxSize(MOST) @ValidateNested({ each: true }) @Type(() => ParameterSetting) parameters: ParameterSetting[];
}

export class ParameterImport {
  @ApiProperty({ type: () => [ParameterImportEntry], maxItems: MOST })
  @IsArray() @ArrayMaxSize(MOST) @ValidateNested({ each: true }) @Type(() => ParameterImportEntry) parameters: ParameterImportEntry[];
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class ParameterDifference {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ ...anyValue, nullable: true, description: 'Null: not known here' }) here: Value | null;
  @ApiProperty({ ...anyValue, nullable: true, description: 'Null: not in the file' }) there: Value | null;
  @ApiProperty({ enum: ['same', 'differs', 'refused', 'unknown', 'missing'] }) state: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why the value of the file cannot be taken' }) problem: string | null;
  @ApiProperty({ description: 'Sent back with an import' }) version: number;
}

export class ParameterDifferences {
  @RowsOf(() => ParameterDifference) items: ParameterDifference[];
}
