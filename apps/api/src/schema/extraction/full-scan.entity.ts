import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** The second half of a full scan: which of our records are no longer at the source. */
@Index(['sourceId', 'streamId', 'startedAt'])
@Entity('full_scan')
export class FullScan {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('bigint') runId: number;
  @Column('timestamptz', { default: () => 'now()' }) startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('text', { default: 'running' }) state: string;
  @Column('integer', { default: 0 }) fetched: number;
  @Column('integer', { default: 0 }) live: number;
  @Column('integer', { default: 0 }) gone: number;
  @Column('integer', { default: 0 }) removed: number;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decideReason: string | null;
}
