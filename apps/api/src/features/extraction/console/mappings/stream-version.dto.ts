import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { SYSTEM_KINDS, TARGET_NAMES } from '@cadre/connector-kit/connector-schema';
import { RowsOf } from '../../../../platform/access/row-parts.js';
import { CleanText } from '../../../../platform/http/input-rules.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const STATES = ['draft', 'active', 'retired'] as const;
const json = { type: 'object', additionalProperties: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class VersionId {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id: string;
}

export class SampleId extends VersionId {
  @ApiProperty() @Matches(/^[\p{L}\p{N} _.-]{1,40}$/u) name: string;
}

export class ConnectorStreamId {
  @ApiProperty() @Matches(NAME) id: string;
  @ApiProperty() @Matches(NAME) streamId: string;
}

export class ConnectorStreamRow {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: TARGET_NAMES }) target: string;
  @ApiProperty() transport: string;
  @ApiProperty({ type: Number, nullable: true, description: 'null: as delivered' }) version: number | null;
}

export class ConnectorRow {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: SYSTEM_KINDS }) system: string;
  @ApiProperty() patientNumbersOf: string;
  @ApiProperty({ description: 'Delivered with the program, not defined here' }) delivered: boolean;
  @ApiProperty({ type: [String] }) codeTables: string[];
  @RowsOf(() => ConnectorStreamRow) streams: ConnectorStreamRow[];
}

export class ConnectorList {
  @RowsOf(() => ConnectorRow) items: ConnectorRow[];
}

export class NewConnector {
  @ApiProperty() @Matches(NAME) id: string;
  @ApiProperty({ enum: SYSTEM_KINDS }) @IsIn(SYSTEM_KINDS) system: string;
  @ApiProperty() @CleanText(50, 1) name: string;
  @ApiProperty({ description: 'Who gives out its patient numbers, e.g. HIS' })
  @Matches(/^[A-Za-z][\w-]{0,31}$/)
  patientNumbersOf: string;
}

export class ImportRequest {
  @ApiProperty({ ...json, description: 'A whole connector; its data sets become drafts' })
  @IsObject()
  connector: object;
}

export class StreamInForce {
  @ApiProperty({ type: Number, nullable: true, description: 'null: as delivered' }) version: number | null;
  @ApiProperty(json) spec: object;
}

export class VersionRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() connectorId: string;
  @ApiProperty() streamId: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty() createdBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, nullable: true }) activatedBy: string | null;
  @ApiProperty(nullableTime) activatedAt: Date | null;
}

export class VersionList {
  @RowsOf(() => VersionRow, 'Newest first') items: VersionRow[];
}

export class VersionDetail extends VersionRow {
  @ApiProperty(json) spec: object;
  @ApiProperty({ type: [String], description: 'Names of the golden samples; what they say is sealed' })
  samples: string[];
}

export class VersionDraft {
  @ApiProperty({ ...json, description: 'Where the data set is read and how it is mapped; nothing unknown is taken' })
  @IsObject()
  spec: object;
  @ApiPropertyOptional() @IsOptional() @CleanText(200) note?: string;
}

export class NewSample {
  @ApiProperty() @Matches(/^[\p{L}\p{N} _.-]{1,40}$/u) name: string;
  @ApiProperty({ description: 'A record as the source sends it' }) @MaxLength(1_000_000) raw: string;
  @ApiPropertyOptional({ ...json, description: 'What has to come out; without it what comes out now' })
  @IsOptional()
  @IsObject()
  expected?: object;
}

export class RetireRequest {
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class ActivateRequest extends RetireRequest {
  @ApiPropertyOptional({ description: 'Read everything again, so that what is stored follows the new mapping' })
  @IsOptional()
  @IsBoolean()
  reread?: boolean;
}

export class OfferedColumn {
  @ApiProperty() @CleanText(120, 1) name: string;
  @ApiProperty() @CleanText(120) type: string;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @CleanText(500) comment?: string | null;
}

export class SuggestRequest {
  @ApiProperty({ enum: TARGET_NAMES }) @IsIn(TARGET_NAMES) target: (typeof TARGET_NAMES)[number];
  @ApiPropertyOptional({ description: 'A part of the target, e.g. results' })
  @IsOptional()
  @Matches(/^[a-z][A-Za-z]{0,30}$/)
  part?: string;
  @ApiProperty({ type: [OfferedColumn] })
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => OfferedColumn)
  fields: OfferedColumn[];
}

export class SuggestionRow {
  @ApiProperty() field: string;
  @ApiProperty() label: string;
  @ApiProperty() required: boolean;
  @ApiProperty({ type: String, nullable: true }) column: string | null;
  @ApiProperty({ ...json, nullable: true }) rule: object | null;
  @ApiProperty({ description: '0 … 1' }) confidence: number;
  @ApiProperty() reason: string;
}

export class SuggestionList {
  @RowsOf(() => SuggestionRow) items: SuggestionRow[];
  @ApiProperty({ type: [String], description: 'Parts that this target may have' }) parts: string[];
  @ApiProperty({ type: [String], description: 'Our fields that identify a record' }) key: string[];
}
