import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** A change of rights: proposed by one, decided by another when it makes anybody's rights wider. */
@Index(['state', 'proposedAt'])
@Index(['roleCode', 'proposedAt'])
@Index(['userId', 'proposedAt'])
@Index('rights_change_role_idx', { synchronize: false })
@Index('rights_change_user_idx', { synchronize: false })
@Check('rights_change_kind_check', `kind in ('role', 'member', 'grant', 'denial')`)
@Check('rights_change_state_check', `state in ('pending', 'approved', 'rejected', 'withdrawn', 'applied')`)
@Check('rights_change_check', `state in ('pending', 'applied') or decided_by is not null`)
@Check('rights_change_check1', `state not in ('approved', 'rejected') or decided_by <> proposed_by`)
@Check('rights_change_check2', `state <> 'approved' or user_id is null or decided_by <> user_id`)
@Entity('rights_change')
export class RightsChange {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) roleCode: string | null;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text') subject: string;
  @Column('jsonb') what: object;
  @Column('jsonb', { nullable: true }) before: object | null;
  @Column('integer', { nullable: true }) baseVersion: number | null;
  @Column('integer') holders: number;
  @Column('text') reason: string;
  @Column('text', { default: 'pending' }) state: string;
  @Column('uuid') proposedBy: string;
  @Column('text') proposedName: string;
  @Column('timestamptz', { default: () => 'now()' }) proposedAt: Date;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) decidedName: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decideReason: string | null;
  @ManyToOne(() => AppUser, { nullable: true }) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser> | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'proposed_by' }) proposer: Relation<AppUser>;
  @ManyToOne(() => AppUser, { nullable: true }) @JoinColumn({ name: 'decided_by' }) decider: Relation<AppUser> | null;
}
