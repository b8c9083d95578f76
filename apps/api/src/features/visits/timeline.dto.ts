import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalDay } from '../../platform/http/list-input.js';

export class TimelineQuery {
  @OptionalDay('自') from?: string;
  @OptionalDay('至，含当日') to?: string;
}

/** Something that happened to a person. */
export class TimelineItem {
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of a stay' }) until: Date | null;
  @ApiProperty({ enum: ['outpatient', 'emergency', 'inpatient', 'lab', 'checkup'] }) kind: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, nullable: true, description: 'Diagnosis, or how many results were abnormal' }) subtitle: string | null;
  @ApiProperty({ format: 'uuid', description: 'Visit, laboratory report or check-up' }) refId: string;
  @ApiProperty({ description: 'A stay, an emergency or an abnormal result' }) important: boolean;
}

export class TimelineMonth {
  @ApiProperty({ example: '2026-01' }) month: string;
  @ApiProperty() count: number;
}

export class Timeline {
  @RowsOf(() => TimelineItem, 'The newest first, at most 500') items: TimelineItem[];
  @RowsOf(() => TimelineMonth, 'How much happened in each month of the whole history') months: TimelineMonth[];
}
