import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/page.dto.js';

/** One field that was changed. Numbers and addresses are masked as on every page, and not told to whom roles hide them. */
export class FieldChangeRow {
  @ApiProperty({ description: 'Unique within the list' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ description: 'Name of the account, or of the job' }) changedBy: string;
  @ApiProperty({ description: '`manual` or the job that wrote it, e.g. `roster-file`' }) source: string;
  @ApiProperty({ example: '单位' }) field: string;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class FieldChangePage extends PageOf(FieldChangeRow) {}
