import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ArchiveVersion } from './archive-version.entity.js';

/** A version on its way to the person it is about, and to nobody else. */
@Index(['beneficiaryId', 'sentAt'])
@Index(['sentAt', 'id'])
@Check('archive_delivery_status_check', `(status = ANY (ARRAY['sent'::text, 'read'::text, 'downloaded'::text, 'revoked'::text]))`)
@Entity('archive_delivery')
export class ArchiveDelivery {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') archiveId: string;
  @Column('text', { default: 'sent' }) status: string;
  @Column('text') sentBy: string;
  @Column('text') sentName: string;
  @Column('timestamptz', { default: () => 'now()' }) sentAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
  @Column('timestamptz', { nullable: true }) downloadedAt: Date | null;
  @Column('text', { nullable: true }) revokedBy: string | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @ManyToOne(() => ArchiveVersion) @JoinColumn({ name: 'archive_id' }) archive: Relation<ArchiveVersion>;
}
