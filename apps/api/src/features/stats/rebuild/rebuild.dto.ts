import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';

const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/;
const DAY = { type: String, format: 'date', nullable: true } as const;

export class RebuildAsked {
  @ApiProperty({ example: '2026-01', description: '首月' }) @Matches(MONTH) from: string;
  @ApiProperty({ example: '2026-03', description: '末月，含当月' }) @Matches(MONTH) to: string;
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

export class RebuildStarted {
  @ApiProperty({ format: 'uuid' }) jobId: string;
}

/** A nightly comparison, or a counting anew by it or by somebody. */
export class FigureCheckRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ enum: ['sample', 'rebuild'] }) kind: string;
  @ApiProperty() @Plain('Who of the staff, or the system itself') actor: string;
  @ApiProperty(DAY) from: string | null;
  @ApiProperty(DAY) to: string | null;
  @ApiProperty({ description: 'Cells that were compared' }) cells: number;
  @ApiProperty({ description: 'Cells that differed' }) differing: number;
}

export class FigureCheckList {
  @RowsOf(() => FigureCheckRow, 'The latest 30') items: FigureCheckRow[];
}
