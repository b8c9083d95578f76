import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../../platform/http/input-rules.js';

const SYSTEM = /^[A-Z][A-Z0-9_]{1,39}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const COLOR = /^#[0-9a-f]{6}$/;
const text = { type: String, nullable: true } as const;

export class DictionaryTypeRow {
  @ApiProperty({ example: 'CARE_LEVEL' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The standard it follows' }) standard: string;
  @ApiProperty({ description: 'Came with the product' }) builtIn: boolean;
  @ApiProperty({ description: 'The program asks by these codes: none can be added or disabled' }) fixed: boolean;
  @ApiProperty() items: number;
  @ApiProperty({ description: 'Items in use without a national code' }) withoutNational: number;
  @ApiProperty({ description: 'Items in use without a code of the city' }) withoutCity: number;
  @ApiProperty({ description: 'Items in use without a code of the HIS' }) withoutHis: number;
}

export class DictionaryTypeList {
  @RowsOf(() => DictionaryTypeRow) items: DictionaryTypeRow[];
}

export class DictionaryTypePath {
  @ApiProperty({ example: 'CARE_LEVEL' }) @Matches(SYSTEM) system: string;
}

export class DictionaryItemPath extends DictionaryTypePath {
  @ApiProperty({ example: 'L1' }) @Matches(CODE) code: string;
}

export class NewDictionaryType {
  @ApiProperty({ example: 'TRANSPORT', description: 'Capital letters, digits and _' }) @Matches(SYSTEM) id: string;
  @ApiProperty() @CleanText(40, 1) name: string;
  @ApiProperty({ description: 'The standard it follows; may be empty' }) @CleanText(80) standard: string;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

/** What an item says, whatever its code. */
export class DictionaryItemFacts {
  @ApiProperty({ title: '名称' }) @CleanText(80, 1) name: string;
  @ApiProperty({ ...text, title: '颜色', example: '#0958d9' }) @IsOptional() @Matches(COLOR) color: string | null;
  @ApiProperty({ title: '顺序', description: 'Smaller stands first' }) @IsInt() @Min(0) @Max(9_999) sort: number;
  @ApiProperty({ title: '使用中', description: 'False: shown in old records, not offered in forms' }) @IsBoolean() active: boolean;
  @ApiProperty({ ...text, title: '有效期从', format: 'date' }) @IsOptional() @CalendarDate() validFrom: string | null;
  @ApiProperty({ ...text, title: '有效期至', format: 'date', description: 'Last day it is offered' }) @IsOptional() @CalendarDate() validUntil: string | null;
  @ApiProperty({ ...text, title: '国标码' }) @IsOptional() @CleanText(60) nationalCode: string | null;
  @ApiProperty({ ...text, title: '市级码' }) @IsOptional() @CleanText(60) cityCode: string | null;
  @ApiProperty({ ...text, title: 'HIS码' }) @IsOptional() @CleanText(60) hisCode: string | null;
}

export class NewDictionaryItem extends DictionaryItemFacts {
  @ApiProperty({ example: 'L1' }) @Matches(CODE) code: string;
  @ApiProperty({ minLength: 2 }) @CleanText(200, 2) reason: string;
}

export class DictionaryItemChange extends DictionaryItemFacts {
  @ApiProperty({ description: 'As it was read: somebody else may have changed it meanwhile' }) @IsInt() @Min(1) version: number;
  @ApiProperty({ minLength: 2 }) @CleanText(200, 2) reason: string;
}

export class DictionaryItemRemoval extends PickType(DictionaryItemChange, ['version', 'reason']) {}

export class DictionaryItemRow extends DictionaryItemFacts {
  @ApiProperty({ title: '代码' }) code: string;
  @ApiProperty({ title: '拼音', description: 'Initials' }) pinyin: string;
  @ApiProperty({ description: 'Came with the product: never deleted' }) builtIn: boolean;
  @ApiProperty({ title: '引用', description: 'Records that hold the code; only counted where a dictionary says which they are' }) uses: number;
  @ApiProperty() version: number;
  @ApiProperty() changedBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt: Date;
}

export class DictionaryItemList {
  @RowsOf(() => DictionaryItemRow) items: DictionaryItemRow[];
}
