import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Records that are sent through the door again, in the background. */
@Index(['state', 'createdAt'])
@Check('replay_task_kind_check', `kind in ('failures', 'codes')`)
@Check('replay_task_state_check', `state in ('queued', 'running', 'paused', 'done', 'cancelled')`)
@Entity('replay_task')
export class ReplayTask {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('jsonb') asked: unknown;
  @Column('text') reason: string;
  @Column('text', { default: 'queued' }) state: string;
  @Column('boolean', { default: false }) dryRun: boolean;
  @Column('integer') batchSize: number;
  @Column('integer') total: number;
  @Column('integer', { default: 0 }) done: number;
  @Column('integer', { default: 0 }) stored: number;
  @Column('integer', { default: 0 }) filtered: number;
  @Column('integer', { default: 0 }) failed: number;
  @Column('integer', { default: 0 }) skipped: number;
  @Column('text') requestedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('text', { nullable: true }) leaseOwner: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
}
