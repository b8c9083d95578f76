import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { SyncRun } from './sync-run.entity.js';

/** One page of a run, as it was committed. */
@Index(['runId'])
@Entity('sync_batch')
export class SyncBatch {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('bigint') runId: number;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('integer') fetched: number;
  @Column('integer') added: number;
  @Column('integer') changed: number;
  @Column('integer') removed: number;
  @Column('integer') unchanged: number;
  @Column('integer') filtered: number;
  @Column('integer') superseded: number;
  @Column('integer') quarantined: number;
  @Column('jsonb', { nullable: true }) cursorTo: unknown;
  @ManyToOne(() => SyncRun, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'run_id' }) run: Relation<SyncRun>;
}
