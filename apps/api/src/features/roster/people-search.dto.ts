import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PersonName, TellsWho } from '../../platform/access/person-name.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { CleanText } from '../../platform/http/input-rules.js';
import { CARE_LEVELS } from './person.js';

export class PeopleSearch {
  @ApiProperty({ example: 'zgq', description: '一个汉字，或两个字符以上' }) @CleanText(64, 1) q: string;
  @ApiPropertyOptional({ type: Boolean, description: '含已移出' })
  @IsOptional() @Transform(({ value }) => value === 'true' || value === true) @IsBoolean()
  withRemoved?: boolean;
}

export class FoundPersonRow {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() @PersonName() name: string;
  @ApiProperty({ description: 'GB/T 2261.1 code' }) sex: string;
  @ApiProperty({ type: Number, nullable: true }) age: number | null;
  @ApiProperty({ isArray: true, enum: ['cadre', 'vip'] }) categories: string[];
  @ApiProperty({ type: String, nullable: true, enum: CARE_LEVELS }) careLevel: string | null;
  @ApiProperty({ type: String, nullable: true }) @TellsWho() workUnit: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Department and bed of somebody who is in hospital' }) bed: string | null;
  @ApiProperty({ description: 'Why he was found, in words' }) matchedBy: string;
  @ApiProperty({ description: '机密: he is not kept among the people seen last' }) confidential: boolean;
  @ApiProperty({ description: '机密 and not open now: `name` is what he is called among others' }) needsOpening: boolean;
}

export class FoundPeople {
  @RowsOf(() => FoundPersonRow, 'At most ten') items: FoundPersonRow[];
}
