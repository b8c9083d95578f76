import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowOf, RowsOf } from '../../../platform/access/row-parts.js';
import type { PdfTone } from '../../../platform/pdf/pdf-document.js';
import type { Completeness } from './archive-content.js';
import { SECTION_KEYS, type SectionKey } from './sections.js';

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;

export class ArchiveMoment {
  /** The record as it was known at this moment; without it as it is now. */
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsISO8601({ strict: true, strictSeparator: true })
  asOf?: string;
}

export class FactSourceView {
  @ApiProperty() system: string;
  @ApiProperty({ description: 'Number of the report, of the visit' }) number: string;
  @ApiProperty({ description: 'Version of the source, ISO' }) at: string;
  @ApiProperty() kind: string;
  @ApiProperty({ ...TEXT, description: 'For the link to the record' }) id: string | null;
}

export class ArchiveFactView {
  @ApiProperty() key: string;
  @ApiProperty(TEXT) at: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', nullable: true }, description: 'By key of the column' }) cells: Record<string, string | null>;
  @ApiProperty({ enum: ['plain', 'quiet', 'strong', 'abnormal', 'critical'] }) tone: PdfTone;
  @ApiProperty({ description: '已更正' }) corrected: boolean;
  @RowOf(() => FactSourceView, undefined, 'never') source: FactSourceView;
}

export class ArchiveColumnView {
  @ApiProperty() key: string;
  @ApiProperty() title: string;
}

export class SeriesPointView {
  @ApiProperty() at: string;
  @ApiProperty() value: number;
  @ApiProperty() abnormal: boolean;
}

export class ArchiveSeriesView {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a laboratory test') name: string;
  @ApiProperty(TEXT) unit: string | null;
  @ApiProperty({ ...TEXT, description: 'Why there are several lines, what was converted' }) note: string | null;
  @ApiProperty(NUMBER) low: number | null;
  @ApiProperty(NUMBER) high: number | null;
  @RowsOf(() => SeriesPointView) points: SeriesPointView[];
}

export class ArchiveSectionView {
  @ApiProperty({ enum: SECTION_KEYS }) key: SectionKey;
  @ApiProperty() title: string;
  @ApiProperty({ enum: ['present', 'no-records', 'not-connected', 'interrupted', 'not-allowed'] }) state: Completeness;
  @ApiProperty(TEXT) remark: string | null;
  @RowsOf(() => ArchiveColumnView) columns: ArchiveColumnView[];
  @RowsOf(() => ArchiveFactView) facts: ArchiveFactView[];
  @RowsOf(() => ArchiveSeriesView) series: ArchiveSeriesView[];
}

export class ChronicGroup {
  @ApiProperty() code: string;
  @ApiProperty() @Plain('Name of a group of diagnoses; left out without the right to read diagnoses') name: string;
}

/** A health record, put together from the facts at the moment of asking. */
export class ArchiveView {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @ApiProperty({ ...TEXT, description: 'Null: now' }) asOf: string | null;
  @ApiProperty() assembledAt: string;
  @ApiProperty({ description: 'Version of the diagnosis rules that chose its key items' }) ruleVersion: number;
  @RowsOf(() => ChronicGroup) groups: ChronicGroup[];
  @RowsOf(() => ArchiveSectionView) sections: ArchiveSectionView[];
  @ApiProperty({ type: [String], description: 'Sentences about sources that were not there' }) missing: string[];
}
