import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ReconciliationRun } from './reconciliation-run.entity.js';

/** Both sides of one day: how many records, and a keyed hash over them. */
@Entity('reconciliation_day')
export class ReconciliationDay {
  @PrimaryColumn('bigint') runId: number;
  @PrimaryColumn('date') day: string;
  @Column('integer') theirs: number;
  @Column('integer') ours: number;
  @Column('text') theirsHash: string;
  @Column('text') oursHash: string;
  @Column('integer', { default: 0 }) missing: number;
  @Column('integer', { default: 0 }) older: number;
  @Column('integer', { default: 0 }) gone: number;
  @Column('integer', { default: 0 }) ahead: number;
  @ManyToOne(() => ReconciliationRun, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'run_id' }) run: Relation<ReconciliationRun>;
}
