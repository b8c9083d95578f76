import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One version of how a data set is read and mapped; at most one is in force. */
@Unique(['connectorId', 'streamId', 'version'])
@Index('stream_version_active_idx', { synchronize: false })
@Check('stream_version_state_check', `state in ('draft', 'active', 'retired')`)
@Entity('stream_version')
export class StreamVersion {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') connectorId: string;
  @Column('text') streamId: string;
  @Column('integer') version: number;
  @Column('text', { default: 'draft' }) state: string;
  @Column('jsonb') spec: unknown;
  @Column('text', { nullable: true }) samplesCipher: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('text', { nullable: true }) activatedBy: string | null;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
}
