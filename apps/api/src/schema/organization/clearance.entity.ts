import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** A personal, dated right to 机密 people, given by two others. */
@Index(['userId'])
@Check('clearance_check', `((granted_by <> approved_by) AND (granted_by <> user_id) AND (approved_by <> user_id))`)
@Entity('clearance')
export class Clearance {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('timestamptz') validFrom: Date;
  @Column('timestamptz') validUntil: Date;
  @Column('text') reason: string;
  @Column('uuid') grantedBy: string;
  @Column('uuid') approvedBy: string;
  /** Given to a 干保办主任 by name, who has none by his role. */
  @Column('boolean', { default: false }) byName: boolean;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
