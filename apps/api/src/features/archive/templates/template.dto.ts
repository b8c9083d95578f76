import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Plain } from '../../../platform/access/masked.js';
import { RowsOf } from '../../../platform/access/row-parts.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { ArchiveColumnView, ArchiveFactView, ArchiveSeriesView } from '../content/archive-content.dto.js';
import type { Completeness } from '../content/archive-content.js';
import { SECTION_KEYS, type SectionKey } from '../content/sections.js';
import { FORMS, PERIODS, type TemplateBlock } from './blocks.js';

const TEXT = { type: String, nullable: true } as const;

export class TemplateBlockBody implements TemplateBlock {
  @ApiProperty({ enum: SECTION_KEYS }) @IsIn(SECTION_KEYS) section: SectionKey;
  @ApiProperty({ enum: FORMS }) @IsIn(FORMS) form: TemplateBlock['form'];
  @ApiProperty({ ...TEXT, description: 'Instead of the part’s own title' }) @IsOptional() @CleanText(40, 1) title: string | null;
  @ApiProperty({ type: [String], nullable: true, description: 'Keys in their order; null: all' })
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(12) @Matches(/^[a-zA-Z]{1,20}$/, { each: true }) columns: string[] | null;
  @ApiProperty({ enum: PERIODS }) @IsIn(PERIODS) period: TemplateBlock['period'];
  @ApiProperty({ enum: ['newest', 'oldest'] }) @IsIn(['newest', 'oldest']) order: 'newest' | 'oldest';
  @ApiProperty({ type: Number, nullable: true, minimum: 1, maximum: 500, description: 'At most so many lines' }) @IsOptional() @IsInt() @Min(1) @Max(500) limit: number | null;
  @ApiProperty({ description: 'Begins on a new page' }) @IsBoolean() pageBreak: boolean;
  @ApiProperty({ enum: ['hide', 'print'], description: 'print: 无' }) @IsIn(['hide', 'print']) whenEmpty: 'hide' | 'print';
}

export class TemplateBody {
  @ApiProperty() @CleanText(40, 1) name: string;
  @ApiProperty({ enum: ['own', 'department', 'hospital'] }) @IsIn(['own', 'department', 'hospital']) scope: 'own' | 'department' | 'hospital';
  @ApiProperty({ enum: ['staff', 'patient'], description: 'patient: for the person himself' }) @IsIn(['staff', 'patient']) audience: 'staff' | 'patient';
  @ApiProperty({ type: [TemplateBlockBody] }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => TemplateBlockBody)
  blocks: TemplateBlockBody[];
}

export class TemplateChange extends PickType(TemplateBody, ['name', 'blocks', 'audience']) {
  /** The version that the change was made on; another one meanwhile: 412. */
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) basedOn: number;
}

export class TemplateCopy {
  @ApiProperty() @CleanText(40, 1) name: string;
}

export class TemplatePublication extends PickType(TemplateBody, ['scope']) {}

export class TemplateRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() @Plain('Name of a template') name: string;
  @ApiProperty({ enum: ['own', 'department', 'hospital'] }) scope: string;
  @ApiProperty({ enum: ['staff', 'patient'] }) audience: string;
  @ApiProperty({ enum: ['draft', 'published', 'disabled'] }) status: string;
  @ApiProperty() version: number;
  @ApiProperty() @Plain('Name of a member of staff') ownerName: string;
  @ApiProperty({ description: 'Whether the caller may change it' }) mine: boolean;
  @ApiProperty({ description: 'Archives that were made by it, of people whom the caller sees' }) used: number;
  @ApiProperty({ format: 'date-time' }) updatedAt: Date;
}

export class TemplateList {
  @RowsOf(() => TemplateRow) items: TemplateRow[];
}

export class TemplateVersionRow {
  @ApiProperty() version: number;
  @ApiProperty() @Plain('Account of a member of staff') changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
}

export class TemplateDetail extends TemplateRow {
  @RowsOf(() => TemplateBlockBody) blocks: TemplateBlockBody[];
  @RowsOf(() => TemplateVersionRow, 'The newest first') versions: TemplateVersionRow[];
}

export class TemplatePreviewAsked extends PickType(TemplateBody, ['blocks']) {
  @ApiProperty({ format: 'uuid' }) @IsUUID() beneficiaryId: string;
}

export class RenderedBlockView {
  @ApiProperty({ enum: SECTION_KEYS }) section: SectionKey;
  @ApiProperty({ enum: FORMS }) form: TemplateBlock['form'];
  @ApiProperty() title: string;
  @ApiProperty({ enum: ['present', 'no-records', 'not-connected', 'interrupted', 'not-allowed'] }) state: Completeness;
  @ApiProperty(TEXT) remark: string | null;
  @RowsOf(() => ArchiveColumnView) columns: ArchiveColumnView[];
  @RowsOf(() => ArchiveFactView) facts: ArchiveFactView[];
  @RowsOf(() => ArchiveSeriesView) series: ArchiveSeriesView[];
  @ApiProperty() pageBreak: boolean;
}

export class TemplatePreview {
  @ApiProperty({ format: 'uuid' }) beneficiaryId: string;
  @RowsOf(() => RenderedBlockView) blocks: RenderedBlockView[];
  @ApiProperty({ type: [String] }) missing: string[];
}

export class SectionCatalogueRow {
  @ApiProperty({ enum: SECTION_KEYS }) key: SectionKey;
  @ApiProperty() title: string;
  @RowsOf(() => ArchiveColumnView) columns: ArchiveColumnView[];
}

/** What the caller may put into a template: parts and columns he has no right to are not offered. */
export class SectionCatalogue {
  @RowsOf(() => SectionCatalogueRow) items: SectionCatalogueRow[];
}

export class TemplateFilter {
  @ApiPropertyOptional({ enum: ['usable', 'all'], default: 'all', description: 'usable: published, and the caller’s own' })
  @IsOptional() @IsIn(['usable', 'all']) show: 'usable' | 'all' = 'all';
}
