import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

export class SnippetInput {
  @ApiProperty({ maxLength: 40 }) @CleanText(40, 1) title: string;
  @ApiProperty({ maxLength: 1000 }) @CleanText(1000, 1) text: string;
  @ApiProperty({ enum: ['own', 'department'], description: '本人使用，或本科室共用' }) @IsIn(['own', 'department']) use: 'own' | 'department';
}

export class SnippetRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty() text: string;
  @ApiProperty({ enum: ['own', 'department'] }) use: string;
  @ApiProperty({ description: 'The caller made it and may remove it' }) mine: boolean;
}

export class SnippetList {
  @RowsOf(() => SnippetRow, 'The caller’s own first') items: SnippetRow[];
}
