import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';
import { Beneficiary } from './beneficiary.entity.js';

/** Someone named, by two others, to care for one 机密 person. */
@Index(['beneficiaryId', 'userId'])
@Check('care_team_member_check', `((granted_by <> approved_by) AND (granted_by <> user_id) AND (approved_by <> user_id))`)
@Entity('care_team_member')
export class CareTeamMember {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('uuid') userId: string;
  @Column('timestamptz') validFrom: Date;
  @Column('timestamptz') validUntil: Date;
  @Column('text') reason: string;
  @Column('uuid') grantedBy: string;
  @Column('uuid') approvedBy: string;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
