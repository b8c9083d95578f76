import { ApiProperty } from '@nestjs/swagger';
import { SomeCodes, SomeOf } from '../http/list-input.js';
import { PageOf, PageQuery } from '../http/page.dto.js';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const ITEM_OUTCOMES = ['done', 'skipped', 'failed'] as const;

export class JobQuery extends PageQuery {
  @SomeOf(JOB_STATES) state?: string[];
  @SomeCodes('What the job does, as its feature calls it') kind?: string[];
}

export class JobRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() kind: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: JOB_STATES }) state: string;
  /** Things settled so far, failed ones among them. */
  @ApiProperty() done: number;
  @ApiProperty() failed: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: not known' }) total: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'How it ended' }) message: string | null;
  @ApiProperty({ type: String, nullable: true }) errorNo: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  /** It was asked to stop and has not stopped yet. */
  @ApiProperty() stopping: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: none was made, or it is gone' }) fileId: string | null;
  @ApiProperty({ type: String, nullable: true }) fileName: string | null;
  @ApiProperty({ type: Number, nullable: true }) fileBytes: number | null;
  @ApiProperty({ type: Number, nullable: true }) fileRows: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) fileUntil: Date | null;
}

export class JobPage extends PageOf(JobRow) {}

export class JobItemQuery extends PageQuery {
  @SomeOf(ITEM_OUTCOMES) outcome?: string[];
}

export class JobItemRow {
  /** Id of the thing. */
  @ApiProperty() ref: string;
  @ApiProperty({ enum: ITEM_OUTCOMES }) outcome: string;
  @ApiProperty({ type: String, nullable: true }) message: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
}

export class JobItemPage extends PageOf(JobItemRow) {}
