import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, ValidateIf } from 'class-validator';
import { CleanText } from '../../../../platform/http/input-rules.js';
import { PageOf, PageQuery } from '../../../../platform/http/page.dto.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const TABLE = /^[a-z][a-z0-9-]{0,49}$/;

export class CodeMapFilter {
  @ApiPropertyOptional() @IsOptional() @Matches(NAME) source?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(TABLE) table?: string;
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'true: only codes that mean nothing yet (the work list)',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  unmapped?: 'true' | 'false';
  @ApiPropertyOptional() @IsOptional() @CleanText(100) code?: string;
}

export class CodeMapQuery extends IntersectionType(PageQuery, CodeMapFilter) {}

export class CodeMapRow {
  @ApiProperty({ title: '数据源' }) source: string;
  @ApiProperty({ title: '代码表' }) table: string;
  @ApiProperty({ title: '来源代码' }) code: string;
  @ApiProperty({
    title: '对应',
    type: String,
    nullable: true,
    description: 'null: nobody has said what it means; the source’s code is kept as it is',
  })
  target: string | null;
  @ApiProperty({ title: '建议', type: String, nullable: true }) suggested: string | null;
  @ApiProperty({ type: [String], description: 'What this table is known to give' }) choices: string[];
  @ApiProperty({ title: '出现次数' }) seen: number;
  @ApiProperty({ title: '首次出现', type: String, format: 'date-time' }) firstSeen: Date;
  @ApiProperty({ title: '最近出现', type: String, format: 'date-time' }) lastSeen: Date;
}

export const CodeMapPage = PageOf(CodeMapRow);

export class CodeEntry {
  @ApiProperty() @Matches(NAME) source: string;
  @ApiProperty() @Matches(TABLE) table: string;
  @ApiProperty() @CleanText(100, 1) code: string;
  @ApiProperty({ type: String, nullable: true, description: 'null takes the meaning away' })
  @ValidateIf((_, value) => value !== null)
  @CleanText(200, 1)
  target: string | null;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class CodeEntryAnswer {
  @ApiProperty({
    description: 'Stored records that may carry the code unmapped; POST /replay-tasks/codes maps them again',
  })
  affected: number;
}
