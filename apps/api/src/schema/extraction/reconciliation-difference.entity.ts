import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ReconciliationRun } from './reconciliation-run.entity.js';

/** A record on which the two sides differ; its key encrypted. */
@Entity('reconciliation_difference')
export class ReconciliationDifference {
  @PrimaryColumn('bigint') runId: number;
  @PrimaryColumn('integer') position: number;
  @Column('date') day: string;
  @Column('text') kind: string;
  @Column('text') keyCipher: string;
  @ManyToOne(() => ReconciliationRun, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'run_id' }) run: Relation<ReconciliationRun>;
}
