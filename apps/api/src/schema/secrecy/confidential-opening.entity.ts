import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';
import { Beneficiary } from '../people/beneficiary.entity.js';

/** A 机密 person read by somebody in one session: why, and until when. */
@Index(['userId', 'validUntil'])
@Index(['beneficiaryId'])
@Index(['openedAt'])
@Check('confidential_opening_kind_check', `(kind = ANY (ARRAY['clearance'::text, 'emergency'::text]))`)
@Check('confidential_opening_review_state_check', `(review_state = ANY (ARRAY['open'::text, 'justified'::text, 'unjustified'::text]))`)
@Check('confidential_opening_check', `(valid_until <= (opened_at + '04:00:00'::interval))`)
@Check('confidential_opening_check1', `((kind <> 'emergency'::text) OR (valid_until <= (opened_at + '01:00:00'::interval)))`)
@Check('confidential_opening_check2', `(reviewed_by <> user_id)`)
@Entity('confidential_opening')
export class ConfidentialOpening {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('uuid') userId: string;
  @Column('uuid') sessionId: string;
  @Column('text') kind: string;
  @Column('text') reason: string;
  @Column('timestamptz', { default: () => 'now()' }) openedAt: Date;
  @Column('timestamptz') validUntil: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) reviewState: string | null;
  @Column('uuid', { nullable: true }) reviewedBy: string | null;
  @Column('timestamptz', { nullable: true }) reviewedAt: Date | null;
  @Column('text', { nullable: true }) reviewNote: string | null;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'reviewed_by' }) reviewer: Relation<AppUser> | null;
}
