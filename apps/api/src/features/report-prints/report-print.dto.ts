import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';

export const PAPERS = ['A4', 'A5-landscape'] as const;
export type Paper = (typeof PAPERS)[number];
const MOST_REPORTS = 20;

/** What is to be printed, one report after the other. */
export class PrintOrder {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_REPORTS })
  @ArrayMinSize(1) @ArrayMaxSize(MOST_REPORTS) @ArrayUnique() @IsUUID(undefined, { each: true })
  reportIds: string[];

  @ApiProperty({ enum: PAPERS }) @IsIn(PAPERS) paper: Paper;
  @ApiPropertyOptional({ minimum: 1, maximum: 9, default: 1 }) @IsOptional() @IsInt() @Min(1) @Max(9) copies: number = 1;
  @ApiPropertyOptional({ default: false, description: 'Laboratory reports: abnormal results only, and the sheet says so' })
  @IsOptional() @IsBoolean()
  onlyAbnormal: boolean = false;
}

export class SheetField {
  @ApiProperty() label: string;
  @ApiProperty({ type: String, nullable: true }) value: string | null;
}

export class SheetRow {
  @ApiProperty({ type: [String] }) cells: string[];
  @ApiProperty({ description: 'Printed bold; arrow and word stand in its cells' }) abnormal: boolean;
}

export class SheetTable {
  @ApiProperty({ type: String, nullable: true }) caption: string | null;
  @ApiProperty({ type: [String] }) columns: string[];
  @RowsOf(() => SheetRow) rows: SheetRow[];
}

export class SheetText {
  @ApiProperty() heading: string;
  @ApiProperty() text: string;
}

/** A report as it lies on paper: the same for the page and for the PDF. */
export class ReportSheet {
  @ApiProperty({ format: 'uuid' }) reportId: string;
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty() hospital: string;
  @ApiProperty({ description: '检验报告单 or 检查报告单' }) title: string;
  @ApiProperty({ type: String, nullable: true }) subtitle: string | null;
  @ApiProperty() reportNo: string;
  @ApiProperty({ description: '1: the first time; from 2 on it is a 补打' }) nth: number;
  @RowsOf(() => SheetField) fields: SheetField[];
  @RowsOf(() => SheetTable) tables: SheetTable[];
  @RowsOf(() => SheetText) texts: SheetText[];
  @ApiProperty({ type: [String], description: 'Who made and who verified it, times, declaration' }) foot: string[];
}

export class PrintedSheets {
  @ApiProperty() copies: number;
  @ApiProperty({ enum: PAPERS }) paper: string;
  @RowsOf(() => ReportSheet) items: ReportSheet[];
}

export class PrintRecord {
  @ApiProperty() nth: number;
  @ApiProperty({ description: 'Of the report' }) revision: number;
  @ApiProperty() copies: number;
  @ApiProperty({ enum: ['paper', 'pdf'] }) medium: string;
  @ApiProperty({ enum: PAPERS }) paper: string;
  @ApiProperty() printedBy: string;
  @ApiProperty({ format: 'date-time' }) printedAt: Date;
}

export class PrintRecords {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @RowsOf(() => PrintRecord, 'The newest first') prints: PrintRecord[];
}
