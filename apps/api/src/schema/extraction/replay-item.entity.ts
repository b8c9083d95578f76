import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ReplayTask } from './replay-task.entity.js';

/** One record of a replay and what became of it. */
@Index(['taskId', 'outcome'])
@Check('replay_item_outcome_check', `outcome in ('stored', 'filtered', 'failed', 'skipped')`)
@Entity('replay_item')
export class ReplayItem {
  @PrimaryColumn('uuid') taskId: string;
  @PrimaryColumn('integer') position: number;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('text') key: string;
  @Column('uuid', { nullable: true }) quarantineId: string | null;
  @Column('bigint', { nullable: true }) inboxId: number | null;
  @Column('integer', { nullable: true }) inboxIndex: number | null;
  @Column('text', { nullable: true }) outcome: string | null;
  @Column('text', { nullable: true }) message: string | null;
  @Column('timestamptz', { nullable: true }) at: Date | null;
  @ManyToOne(() => ReplayTask, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'task_id' }) task: Relation<ReplayTask>;
}
