import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** What one account may beyond its roles, or may not in spite of them. */
@Unique(['userId', 'permission', 'effect'])
@Check('user_override_effect_check', `(effect = ANY (ARRAY['grant'::text, 'deny'::text]))`)
@Check('user_override_check', `((effect = 'deny'::text) OR ((valid_until IS NOT NULL) AND (approved_by IS NOT NULL)))`)
@Entity('user_override')
export class UserOverride {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('text') permission: string;
  @Column('text') effect: string;
  @Column('timestamptz', { nullable: true }) validUntil: Date | null;
  @Column('text') reason: string;
  @Column('text') grantedBy: string;
  @Column('text', { nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
