import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { RowsOf } from '../../platform/access/row-parts.js';

const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class SourceId {
  @ApiProperty() @Matches(/^[a-z][a-z0-9-]{0,31}$/) id: string;
}

/** How fresh what a page shows is. */
export class FreshnessRow {
  @ApiProperty() source: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['ok', 'late', 'failing', 'failed', 'unknown'] }) state: string;
  @ApiProperty({ ...nullableTime, description: '数据更新于' }) dataAt: Date | null;
  @ApiProperty({ description: 'Older than this is late' }) limitSeconds: number;
  @ApiProperty({ type: String, nullable: true }) message: string | null;
}

export class FreshnessList {
  @RowsOf(() => FreshnessRow) items: FreshnessRow[];
}

export class StreamRow {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() target: string;
  @ApiProperty({ enum: ['pull', 'push'] }) mode: string;
  @ApiProperty({ type: String, nullable: true }) cursor: string | null;
  @ApiProperty(nullableTime) lastRunAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) lastOutcome: string | null;
  @ApiProperty(nullableTime) nextRunAt: Date | null;
  @ApiProperty({ type: Number, nullable: true }) everySeconds: number | null;
  @ApiProperty() enabled: boolean;
}

export class TodayCounts {
  @ApiProperty() fetched: number;
  @ApiProperty() added: number;
  @ApiProperty() changed: number;
  @ApiProperty() removed: number;
  @ApiProperty() unchanged: number;
  @ApiProperty() filtered: number;
  @ApiProperty() superseded: number;
  @ApiProperty() quarantined: number;
}

export class SourceRow {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() system: string;
  @ApiProperty({ enum: ['ok', 'late', 'failing', 'failed', 'unknown'] }) state: string;
  @ApiProperty({ type: String, nullable: true }) message: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Seconds since the last success' }) lagSeconds: number | null;
  @ApiProperty(nullableTime) lastSuccessAt: Date | null;
  @ApiProperty({ description: 'Histories waiting to be fetched' }) backlog: number;
  @ApiProperty({ description: 'Records set aside and not yet dealt with' }) openFailures: number;
  @ApiProperty({ type: () => TodayCounts }) today: TodayCounts;
  @ApiProperty({ type: [Number], description: 'Records added, changed or removed in each of the last 24 hours, the oldest first' }) hours: number[];
  @ApiProperty() enabled: boolean;
  @ApiProperty({ description: 'Nothing is read by the clock until somebody lets it go on' }) paused: boolean;
  @ApiProperty({ description: 'In its quiet hours' }) quiet: boolean;
  @RowsOf(() => StreamRow) streams: StreamRow[];
}

export class SourceList {
  @RowsOf(() => SourceRow) items: SourceRow[];
}

export class CheckRow {
  @ApiProperty() name: string;
  @ApiProperty() ok: boolean;
  @ApiProperty({ description: 'What was found and, when it is wrong, what to do' }) message: string;
  @ApiProperty() ms: number;
}

export class CheckList {
  @RowsOf(() => CheckRow) items: CheckRow[];
}
