import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { RowsOf } from '../../../../platform/access/row-parts.js';
import { CleanText } from '../../../../platform/http/input-rules.js';
import { SourceId } from '../../source.dto.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
export const TRANSPORTS = ['sql-view', 'mllp', 'rest-json', 'fhir-r4', 'dicomweb', 'dimse', 'file-drop'] as const;

const orNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);

export class StreamId extends SourceId {
  @ApiProperty() @Matches(NAME) streamId: string;
}

export class StreamSettings {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() target: string;
  @ApiProperty({ enum: TRANSPORTS }) transport: string;
  @ApiProperty() enabled: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Seconds between two runs; null: pushed' }) everySeconds:
    | number
    | null;
  @ApiProperty({ description: 'The interval was set here, not delivered' }) ownInterval: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Version of the mapping in force; null: as delivered' })
  version: number | null;
}

export class SourceLimits {
  @ApiProperty({ type: Number, nullable: true, description: 'At most so many rows a page; null: as delivered' })
  rowsPerPage: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'A statement at the source may take so long; null: as delivered',
  })
  statementTimeoutMs: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'HH:MM; from then on nothing is read by the clock' })
  quietFrom: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'HH:MM; may be on the next day' }) quietUntil:
    | string
    | null;
}

/** A source as it is set up. Address and secrets can be written and never read. */
export class SourceSettings extends SourceLimits {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() connectorId: string;
  @ApiProperty() system: string;
  @ApiProperty({ description: 'host:port' }) host: string;
  @ApiProperty({
    enum: ['file', 'console'],
    description: 'file: how it is reached stands in CONNECTORS_FILE and is not changed here',
  })
  managedBy: string;
  @ApiProperty({ description: 'An address with its credentials is kept' }) urlSet: boolean;
  @ApiProperty({ type: [String], description: 'Names of the settings that are kept; their values are never shown' })
  optionNames: string[];
  @ApiProperty() enabled: boolean;
  @ApiProperty({ description: 'Nothing is read by the clock; what is pushed is still taken' }) paused: boolean;
  @ApiProperty() lateAfterSeconds: number;
  @RowsOf(() => StreamSettings) streams: StreamSettings[];
}

class Connectable {
  @ApiProperty() @CleanText(50, 1) name: string;

  @ApiPropertyOptional({
    description:
      'Write-only, with its credentials. Its host has to be allowed by the deployment. Another host forgets the options.',
  })
  @IsOptional()
  @MaxLength(500)
  @Matches(/^[a-z][a-z0-9+-]*:\/\/[^\s]+$/)
  url?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Write-only settings of the transport; given as a whole',
  })
  @IsOptional()
  @IsObject()
  options?: Record<string, string>;
}

export class NewSource extends Connectable {
  @ApiProperty() @Matches(NAME) id: string;
  @ApiProperty() @Matches(NAME) connectorId: string;
}

export class SourceChange extends PartialType(OmitType(NewSource, ['id', 'connectorId'] as const)) {
  @ApiPropertyOptional() @IsOptional() @IsBoolean() enabled?: boolean;
  @ApiPropertyOptional() @IsOptional() @IsBoolean() paused?: boolean;
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @orNull()
  @IsInt()
  @Min(10)
  @Max(5_000)
  rowsPerPage?: number | null;
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @orNull()
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  statementTimeoutMs?: number | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @orNull() @Matches(CLOCK) quietFrom?:
    | string
    | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @orNull() @Matches(CLOCK) quietUntil?:
    | string
    | null;
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(60) @Max(7 * 86_400) lateAfterSeconds?: number;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class StreamChange {
  @ApiPropertyOptional() @IsOptional() @IsBoolean() enabled?: boolean;
  @ApiPropertyOptional({ type: Number, nullable: true, description: 'null: as delivered' })
  @IsOptional()
  @orNull()
  @IsInt()
  @Min(5)
  @Max(7 * 86_400)
  everySeconds?: number | null;
  @ApiProperty({ description: 'Why; goes on record' }) @CleanText(200, 2) reason: string;
}

export class HostRow {
  @ApiProperty({ description: 'host:port, or a directory' }) entry: string;
}

export class HostList {
  @RowsOf(() => HostRow, 'What sources may reach; the deployment says so, not this page') items: HostRow[];
}

export class DiscoverRequest {
  @ApiPropertyOptional({
    enum: TRANSPORTS,
    description: 'Without it the one of the first data set, or the one that fits the address',
  })
  @IsOptional()
  @IsIn(TRANSPORTS)
  transport?: (typeof TRANSPORTS)[number];
}

export class OfferedFieldRow {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'In the source’s words' }) type: string;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
}

export class OfferedViewRow {
  @ApiProperty() name: string;
  @RowsOf(() => OfferedFieldRow) fields: OfferedFieldRow[];
  @ApiProperty({ type: [String], description: 'What seems to be the key' }) key: string[];
  @ApiProperty({ type: [String], description: 'Columns that may tell when a record changed, the likeliest first' })
  cursorCandidates: string[];
}

export class OfferedViewList {
  @RowsOf(() => OfferedViewRow) items: OfferedViewRow[];
}
