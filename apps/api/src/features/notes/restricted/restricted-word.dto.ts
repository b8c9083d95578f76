import { ApiProperty } from '@nestjs/swagger';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

export class RestrictedWordRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() @Plain('A word of document types, not of people') word: string;
  @ApiProperty({ description: '`system`: came with the product' }) addedBy: string;
  @ApiProperty({ format: 'date-time' }) addedAt: Date;
}

export class RestrictedWordList {
  @RowsOf(() => RestrictedWordRow, 'In the order of the words') items: RestrictedWordRow[];
}

export class NewRestrictedWord {
  @ApiProperty({ minLength: 2, maxLength: 20, description: 'Looked for in type, title and department, in any case' }) @CleanText(20, 2) word: string;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class RestrictedWordRemoval {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}
