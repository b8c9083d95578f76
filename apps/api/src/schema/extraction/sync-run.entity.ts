import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** The summary of one run. */
@Index(['startedAt'])
@Index(['sourceId', 'streamId', 'startedAt'])
@Entity('sync_run')
export class SyncRun {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('text') mode: string;
  @Column('timestamptz', { default: () => 'now()' }) startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) heartbeatAt: Date;
  @Column('text', { default: 'running' }) outcome: string;
  @Column('integer', { default: 0 }) fetched: number;
  @Column('integer', { default: 0 }) added: number;
  @Column('integer', { default: 0 }) changed: number;
  @Column('integer', { default: 0 }) removed: number;
  @Column('integer', { default: 0 }) unchanged: number;
  @Column('integer', { default: 0 }) filtered: number;
  @Column('integer', { default: 0 }) superseded: number;
  @Column('integer', { default: 0 }) quarantined: number;
  @Column('jsonb', { nullable: true }) cursorFrom: unknown;
  @Column('jsonb', { nullable: true }) cursorTo: unknown;
  @Column('boolean', { default: false }) dryRun: boolean;
  @Column('jsonb', { nullable: true }) asked: unknown;
  @Column('text', { nullable: true }) message: string | null;
  @Column('text') requestedBy: string;
  /** Which version of the mapping was in force; null: the delivered one. */
  @Column('integer', { nullable: true }) mappingVersion: number | null;
}
