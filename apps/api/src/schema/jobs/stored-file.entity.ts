import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';
import { BackgroundJob } from './background-job.entity.js';

/** A file that the server made for one account; its bytes lie in the data directory under its id. */
@Index(['ownerId', 'madeAt'])
@Index(['expiresAt'])
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('uuid', { nullable: true }) jobId: string | null;
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('bigint') bytes: number;
  @Column('text') sha256: string;
  @Column('integer', { nullable: true }) rowCount: number | null;
  /** What is asked again at every download. */
  @Column('text') permission: string;
  /** Digest of the rights with which it was made. */
  @Column('text') scopeKey: string;
  @Column('text', { nullable: true }) watermark: string | null;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'owner_id' }) owner: Relation<AppUser>;
  @ManyToOne(() => BackgroundJob, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'job_id' }) job: Relation<BackgroundJob> | null;
}
