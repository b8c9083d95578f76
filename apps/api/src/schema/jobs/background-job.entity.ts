import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** Work that somebody asked for and that goes on without him: how far it is and how it ended. */
@Index(['ownerId', 'createdAt'])
@Index(['finishedAt'], { where: '(finished_at IS NOT NULL)' })
@Check('background_job_state_check', `state in ('waiting', 'running', 'done', 'failed', 'cancelled')`)
@Entity('background_job')
export class BackgroundJob {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text') lane: string;
  @Column('text') title: string;
  @Column('uuid') ownerId: string;
  /** What the handler was asked to do; cleared with the job. */
  @Column('jsonb') asked: unknown;
  /** From where it was asked, for the access trail of the run. */
  @Column('jsonb') origin: unknown;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { default: 'waiting' }) state: string;
  @Column('integer', { default: 0 }) done: number;
  @Column('integer', { default: 0 }) failed: number;
  @Column('integer', { nullable: true }) total: number | null;
  @Column('text', { nullable: true }) message: string | null;
  @Column('text', { nullable: true }) code: string | null;
  @Column('text', { nullable: true }) errorNo: string | null;
  @Column('uuid', { nullable: true }) fileId: string | null;
  @Column('boolean', { default: false }) cancelRequested: boolean;
  @Column('integer', { default: 0 }) attempts: number;
  /** Raised by whoever takes the job: a process that was thought dead writes nothing any more. */
  @Column('bigint', { default: 0 }) fence: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'owner_id' }) owner: Relation<AppUser>;
}
