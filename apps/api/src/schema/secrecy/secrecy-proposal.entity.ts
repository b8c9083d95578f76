import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** What one person asks for and another decides: a clearance, a place in a care team, 机密 of several people at once. */
@Index(['kind', 'state', 'proposedAt'])
@Check('secrecy_proposal_kind_check', `(kind = ANY (ARRAY['clearance'::text, 'care-team'::text, 'secrecy'::text]))`)
@Check('secrecy_proposal_state_check', `(state = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text]))`)
@Check('secrecy_proposal_check', `(proposed_by <> user_id)`)
@Check('secrecy_proposal_check1', `((state <> ALL (ARRAY['approved'::text, 'rejected'::text])) OR ((decided_by <> proposed_by) AND (decided_by IS DISTINCT FROM user_id)))`)
@Entity('secrecy_proposal')
export class SecrecyProposal {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('uuid', { array: true, default: () => "'{}'" }) beneficiaryIds: string[];
  @Column('text', { nullable: true }) secrecy: string | null;
  @Column('boolean', { default: false }) byName: boolean;
  @Column('timestamptz', { nullable: true }) validFrom: Date | null;
  @Column('timestamptz', { nullable: true }) validUntil: Date | null;
  @Column('text') reason: string;
  @Column('text', { default: 'open' }) state: string;
  @Column('uuid') proposedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) proposedAt: Date;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decisionNote: string | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser> | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'proposed_by' }) proposer: Relation<AppUser>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'decided_by' }) decider: Relation<AppUser> | null;
}
