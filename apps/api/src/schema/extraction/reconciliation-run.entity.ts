import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One comparison of a data set with its source over a span of days. */
@Index(['sourceId', 'streamId', 'startedAt'])
@Entity('reconciliation_run')
export class ReconciliationRun {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('date') fromDay: string;
  @Column('date') toDay: string;
  @Column('text') requestedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('text', { default: 'running' }) outcome: string;
  @Column('text', { nullable: true }) message: string | null;
  @Column('integer', { default: 0 }) theirs: number;
  @Column('integer', { default: 0 }) ours: number;
  @Column('integer', { default: 0 }) differingDays: number;
  @Column('integer', { default: 0 }) missing: number;
  @Column('integer', { default: 0 }) older: number;
  @Column('integer', { default: 0 }) gone: number;
  @Column('bigint', { nullable: true }) repullRunId: number | null;
}
