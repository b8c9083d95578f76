import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { WorkReport } from './work-report.entity.js';

/** A report as it was locked: figures, words, the rows that were counted, and the digest of all. Never changed afterwards. */
@Unique(['reportId', 'version'])
@Entity('work_report_lock')
export class WorkReportLock {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') reportId: string;
  @Column('integer') version: number;
  @Column('jsonb') figures: unknown;
  @Column('jsonb') texts: unknown;
  @Column('jsonb') eventIds: unknown;
  /** SM3 of figures, words and rows. */
  @Column('text') digest: string;
  @Column('text') lockedBy: string;
  @Column('text') lockedName: string;
  @Column('timestamptz', { default: () => 'now()' }) lockedAt: Date;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) unlockedBy: string | null;
  @Column('timestamptz', { nullable: true }) unlockedAt: Date | null;
  @Column('text', { nullable: true }) unlockReason: string | null;
  @ManyToOne(() => WorkReport) @JoinColumn({ name: 'report_id' }) report: Relation<WorkReport>;
}
