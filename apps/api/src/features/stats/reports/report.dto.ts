import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Min } from 'class-validator';
import { RowOf, RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { LEVEL_COLUMNS } from '../measures.js';
import { REPORT_PERIODS, type ReportPeriodKind } from './report-templates.js';

const TEXT = { type: String, nullable: true } as const;
const DAY = { type: String, format: 'date' } as const;
const MOMENT = { type: String, format: 'date-time' } as const;
const COUNT = { type: Number, nullable: true } as const;
const LONGEST_TEXT = 4_000;

export class ReportAsked {
  @ApiProperty({ enum: REPORT_PERIODS }) @IsIn(REPORT_PERIODS) kind: ReportPeriodKind;
  @ApiProperty({ description: 'YYYY-MM, YYYY-Qn of a quarter, YYYY of a year', example: '2026-03' }) @Matches(/^(19|20|21)\d\d(-(0[1-9]|1[0-2]|Q[1-4]))?$/) period: string;
}

/** The words around the figures, as people of the office write them. */
export class ReportTexts {
  @ApiProperty({ maxLength: LONGEST_TEXT, description: '工作概况' }) @CleanText(LONGEST_TEXT) overview: string;
  @ApiProperty({ maxLength: LONGEST_TEXT, description: '主要工作' }) @CleanText(LONGEST_TEXT) work: string;
  @ApiProperty({ maxLength: LONGEST_TEXT, description: '存在问题' }) @CleanText(LONGEST_TEXT) problems: string;
  @ApiProperty({ maxLength: LONGEST_TEXT, description: '下一步计划' }) @CleanText(LONGEST_TEXT) plans: string;
}

export class ReportTextsChange extends ReportTexts {
  @ApiProperty({ description: 'As it was read: somebody else may have changed it meanwhile' }) @IsInt() @Min(1) version: number;
}

export const REPORT_FORMATS = ['pdf', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export class ReportFileQuery {
  @ApiProperty({ enum: REPORT_FORMATS }) @IsIn(REPORT_FORMATS) format: ReportFormat;
}

export class ReportReason {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail and into the history of the report' }) @CleanText(200, 2) reason: string;
}

export class ReportLock extends ReportReason {
  @ApiProperty({ description: 'As it was read' }) @IsInt() @Min(1) version: number;
}

export class ReportCell {
  @ApiProperty({ enum: [...LEVEL_COLUMNS, 'all'] }) column: string;
  @ApiProperty({ description: '人次, or 例 of a line that counts them' }) visits: number;
  @ApiProperty({ description: '人数' }) people: number;
}

export class ReportRow {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
  @RowsOf(() => ReportCell) cells: ReportCell[];
  @RowOf(() => ReportCell, '上期合计', 'never') previous: ReportCell;
  @RowOf(() => ReportCell, '上年同期合计', 'never') lastYear: ReportCell;
}

/** One figure of the year, or of the quality of the data. */
export class ReportFact {
  @ApiProperty({ ...TEXT, description: 'What opens its rows; null: nothing does' }) key: string | null;
  @ApiProperty() name: string;
  @ApiProperty(COUNT) value: number | null;
  @ApiProperty({ ...TEXT, description: 'Of a rate or a rank: how it is to be read' }) note: string | null;
}

export class ReportFigures {
  @ApiProperty() definitionVersion: string;
  @RowsOf(() => ReportRow) rows: ReportRow[];
  @RowsOf(() => ReportFact, 'Of a year: people on the roster, check-up rate, main diseases') annual: ReportFact[];
  @RowsOf(() => ReportFact, '其他工作量，如保健任务的项数、参与人次、时长') work: ReportFact[];
  @RowsOf(() => ReportFact, '数据质量') quality: ReportFact[];
}

export class ReportListRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: REPORT_PERIODS }) kind: string;
  @ApiProperty() period: string;
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
  @ApiProperty({ enum: ['draft', 'locked'] }) status: string;
  @ApiProperty() version: number;
  @ApiProperty() madeBy: string;
  @ApiProperty(MOMENT) changedAt: Date;
  @ApiProperty({ ...TEXT, description: 'Who locked it last' }) lockedBy: string | null;
  @ApiProperty({ ...MOMENT, nullable: true }) lockedAt: Date | null;
  @ApiProperty(TEXT) digest: string | null;
}

export class ReportList {
  @RowsOf(() => ReportListRow, 'The latest period first') items: ReportListRow[];
}

/** One locking, and its end where it was opened again. */
export class ReportLockRow {
  @ApiProperty() version: number;
  @ApiProperty() lockedBy: string;
  @ApiProperty(MOMENT) lockedAt: Date;
  @ApiProperty() reason: string;
  @ApiProperty({ description: 'SM3 of figures, words and rows' }) digest: string;
  @ApiProperty(TEXT) unlockedBy: string | null;
  @ApiProperty({ ...MOMENT, nullable: true }) unlockedAt: Date | null;
  @ApiProperty(TEXT) unlockReason: string | null;
}

/** First and last day. */
export class ReportPeriod {
  @ApiProperty(DAY) from: string;
  @ApiProperty(DAY) to: string;
}

export class ReportDetail extends ReportListRow {
  @RowOf(() => ReportPeriod, '上期', 'never') previous: ReportPeriod;
  @RowOf(() => ReportPeriod, '上年同期', 'never') lastYear: ReportPeriod;
  @ApiProperty(MOMENT) calculatedAt: Date;
  @RowOf(() => ReportFigures, undefined, 'never') figures: ReportFigures;
  @RowOf(() => ReportTexts, undefined, 'never') texts: ReportTexts;
  @RowsOf(() => ReportLockRow, 'The latest first') locks: ReportLockRow[];
}

/** How a line would read today. */
export class AdjustedLine {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'As reported' }) reported: number;
  @ApiProperty({ description: 'As counted now' }) now: number;
  @ApiProperty({ description: 'Events that arrived since' }) added: number;
  @ApiProperty({ description: 'Events that are gone since' }) gone: number;
}

export class Adjustments {
  @ApiProperty({ ...MOMENT, nullable: true, description: 'Null: the report is not locked' }) lockedAt: Date | null;
  @RowsOf(() => AdjustedLine) items: AdjustedLine[];
}
