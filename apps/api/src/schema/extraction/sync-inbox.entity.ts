import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What a source said, as it said it (encrypted). */
@Index(['id'])
@Entity('sync_inbox')
export class SyncInbox {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
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
