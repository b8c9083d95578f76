import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Raw data that could not be used, kept longer than the day they came on. */
@Entity('sync_inbox_error')
export class SyncInboxError {
  @PrimaryColumn('bigint') id: number;
  @PrimaryColumn('timestamptz', { default: () => 'now()' }) receivedAt: Date;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('text', { nullable: true }) controlId: string | null;
  @Column('text', { nullable: true }) keyHash: string | null;
  @Column('bytea', { nullable: true }) payload: Buffer | null;
  @Column('integer') recordCount: number;
  @Column('text') outcome: string;
  @Column('text', { nullable: true }) reason: string | null;
}
