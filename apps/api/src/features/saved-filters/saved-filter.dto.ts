import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsOptional, Matches } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';
import { CleanText } from '../../platform/http/input-rules.js';
import { FIELD_KINDS } from '../../platform/query/query-field.js';

const LIST = /^[a-z][a-z-]{0,31}$/;
const QUERY = { type: 'object', additionalProperties: true, nullable: true, description: '组合条件；空为只有普通筛选' } as const;

export class ListName {
  @ApiProperty({ description: 'Which list, e.g. outpatient' }) @Matches(LIST) list: string;
}

/** A filter as it is kept: the values of the list's filters, and a nested query that holds besides. */
export class FilterInput extends ListName {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 40, description: '方案名称；没有名称的只为当次查询保留' })
  @IsOptional() @CleanText(40, 1) name?: string | null;
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, description: '普通筛选的取值' })
  @IsOptional() @IsObject() filters?: Record<string, string>;
  @ApiPropertyOptional(QUERY) @IsOptional() @IsObject() query?: Record<string, unknown> | null;
  @ApiPropertyOptional({ type: [String], description: '共享给哪些角色' })
  @IsOptional() @IsArray() @ArrayMaxSize(20) @Matches(/^[A-Z][A-Z0-9_]{0,39}$/, { each: true }) sharedRoles?: string[];
}

export class FilterChange extends FilterInput {
  @ApiProperty({ description: 'The version that was changed' }) @IsInt() version: number;
}

export class QueryToSay extends ListName {
  @ApiProperty({ ...QUERY, nullable: false }) @IsObject() query: Record<string, unknown>;
}

export class QuerySentence {
  @ApiProperty({ description: 'The query in words' }) sentence: string;
}

export class SavedFilterRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() list: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: asked once, not kept by name' }) name: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) filters: Record<string, string>;
  @ApiProperty(QUERY) query: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true, description: 'The nested query in words' }) sentence: string | null;
  @ApiProperty({ type: [String] }) sharedRoles: string[];
  @ApiProperty({ description: 'Whether it is the reader\'s own' }) own: boolean;
  @ApiProperty() ownerName: string;
  @ApiProperty() version: number;
}

export class SavedFilterList {
  @RowsOf(() => SavedFilterRow) items: SavedFilterRow[];
}

export class FieldOption {
  @ApiProperty() value: string;
  @ApiProperty() label: string;
}

export class QueryFieldRow {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'What the page calls it' }) label: string;
  @ApiProperty({ enum: FIELD_KINDS }) kind: string;
  @RowsOf(() => FieldOption, 'Operators with their words') operators: FieldOption[];
  @ApiProperty({ type: String, nullable: true }) dictionary: string | null;
  @RowsOf(() => FieldOption) options: FieldOption[];
}

/** What the caller may compose for a list, and with which roles he may share it. */
export class QueryFieldList {
  @RowsOf(() => QueryFieldRow) items: QueryFieldRow[];
  @RowsOf(() => FieldOption, 'Empty for those who may not share') roles: FieldOption[];
}
