import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A record that could not be used, kept until someone mends the cause. */
@Index('quarantine_open_idx', { synchronize: false })
@Index(['status', 'at'])
@Index(['groupHash'])
@Index(['runId'])
@Index(['key'])
@Entity('quarantine')
export class Quarantine {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceId: string;
  @Column('text') streamId: string;
  @Column('text') key: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastAt: Date;
  @Column('text') kind: string;
  @Column('text') reason: string;
  @Column('jsonb') problems: unknown;
  @Column('text') groupHash: string;
  @Column('text') payloadCipher: string;
  @Column('integer', { default: 1 }) attempts: number;
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) closedBy: string | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('text', { nullable: true }) closeReason: string | null;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('integer', { nullable: true }) mappingVersion: number | null;
}
