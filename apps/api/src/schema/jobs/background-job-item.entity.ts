import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { BackgroundJob } from './background-job.entity.js';

/** How one of the things of a job ended; what stands here is not done again when the job is taken up anew. */
@Check('background_job_item_outcome_check', `outcome in ('done', 'skipped', 'failed')`)
@Entity('background_job_item')
export class BackgroundJobItem {
  @PrimaryColumn('uuid') jobId: string;
  @PrimaryColumn('text') ref: string;
  @Column('text') outcome: string;
  @Column('text', { nullable: true }) message: string | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at: Date;
  @ManyToOne(() => BackgroundJob, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'job_id' }) job: Relation<BackgroundJob>;
}
