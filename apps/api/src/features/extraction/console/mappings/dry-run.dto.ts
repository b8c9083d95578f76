import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RowsOf } from '../../../../platform/access/row-parts.js';
import { CalendarDate, CleanText } from '../../../../platform/http/input-rules.js';

export const MOST_ROWS = 100;
const VERDICTS = ['added', 'changed', 'removed', 'unchanged', 'filtered', 'superseded', 'quarantined'] as const;
const text = { type: String, nullable: true } as const;

export class KeptRow {
  @ApiProperty({ description: 'As the dry run named the row' }) @CleanText(100, 10) ref: string;
  @ApiProperty({ description: 'Name of the golden sample' }) @Matches(/^[\p{L}\p{N} _.-]{1,40}$/u) name: string;
}

export class DryRunRequest {
  @ApiProperty({ description: 'The source that is read' }) @Matches(/^[a-z][a-z0-9-]{0,31}$/) source: string;
  @ApiPropertyOptional({ minimum: 1, maximum: MOST_ROWS, default: MOST_ROWS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  rows: number = MOST_ROWS;
  @ApiPropertyOptional({ format: 'date', description: 'Records changed since this day; without it the first ones' })
  @IsOptional()
  @CalendarDate()
  from?: string;
  @ApiPropertyOptional({
    type: [KeptRow],
    description: 'Rows of an earlier dry run to keep as golden samples, as they come out now',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => KeptRow)
  keep?: KeptRow[];
}

export class DryRunField {
  @ApiProperty() field: string;
  @ApiProperty() label: string;
  @ApiProperty({
    ...text,
    description: 'What the mapping makes of it; its shape only where the caller may not see the person',
  })
  value: string | null;
  @ApiProperty({ ...text, description: 'What is stored today, likewise' }) before: string | null;
  @ApiProperty({ description: 'Would change what is stored' }) changed: boolean;
}

export class DryRunProblem {
  @ApiProperty() field: string;
  @ApiProperty() label: string;
  @ApiProperty({ description: 'Chinese' }) message: string;
  @ApiProperty({ ...text, description: 'The shape of what the source sent' }) value: string | null;
}

export class DryRunPart {
  @ApiProperty() part: string;
  @ApiProperty() rows: number;
}

export class DryRunRow {
  @ApiProperty({ description: 'Names this row for keeping it' }) ref: string;
  @ApiProperty({ description: 'Masked where the caller may not see the person' }) key: string;
  @ApiProperty({ enum: VERDICTS }) verdict: string;
  @ApiProperty({ ...text, description: 'Why it would be set aside' }) reason: string | null;
  @ApiProperty({ description: 'Values are told as they are, not by their shape' }) shown: boolean;
  @RowsOf(() => DryRunField) fields: DryRunField[];
  @RowsOf(() => DryRunPart) parts: DryRunPart[];
  @RowsOf(() => DryRunProblem) problems: DryRunProblem[];
}

export class SeenCode {
  @ApiProperty() table: string;
  @ApiProperty() code: string;
  @ApiProperty() count: number;
  @ApiProperty({ ...text, description: 'null: nobody has said yet what it means' }) target: string | null;
  @ApiProperty({ ...text, description: 'What other systems mean by it' }) suggested: string | null;
  @ApiProperty({ type: [String] }) choices: string[];
}

export class DryRunAnswer {
  @ApiProperty() fetched: number;
  @ApiProperty() message: string;
  @RowsOf(() => DryRunRow) items: DryRunRow[];
  @RowsOf(() => SeenCode, 'Codes of these rows, the unknown ones first') codes: SeenCode[];
  @ApiProperty({ type: [String], description: 'Golden samples that were kept' }) kept: string[];
}
