import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Checkup } from './checkup.entity.js';

/** What somebody is advised after a check-up; with a day, when to look again. */
export interface Advice {
  readonly text: string;
  readonly recheckItem: string | null;
  readonly recheckDate: string | null;
}

/** One edition of the hospital's own summary of a check-up. */
@Unique(['checkupId', 'edition'])
@Index('checkup_summary_in_work', ['checkupId'], { unique: true, where: `(status = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text]))` })
@Index('checkup_summary_in_force', ['checkupId'], { unique: true, where: `(status = 'published'::text)` })
@Index(['beneficiaryId'])
@Check('checkup_summary_status_check', `(status = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'published'::text, 'superseded'::text, 'withdrawn'::text]))`)
@Check('checkup_summary_risk_level_check', `(risk_level = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))`)
@Entity('checkup_summary')
export class CheckupSummary {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') checkupId: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('integer') edition: number;
  @Column('text', { default: 'draft' }) status: string;
  @Column('text', { default: '' }) body: string;
  @Column('jsonb', { default: [] }) advice: readonly Advice[];
  @Column('text', { nullable: true }) riskLevel: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') contentHash: string;
  @Column('text') author: string;
  @Column('text') authorName: string;
  @Column('text') editedBy: string;
  @Column('text') editedByName: string;
  @Column('text', { nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('text', { nullable: true }) approvedBy: string | null;
  @Column('text', { nullable: true }) approvedByName: string | null;
  @Column('timestamptz', { nullable: true }) approvedAt: Date | null;
  @Column('text', { nullable: true }) publishedBy: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('text', { nullable: true }) withdrawnBy: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Column('text', { nullable: true }) withdrawalReason: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => Checkup) @JoinColumn({ name: 'checkup_id' }) checkup: Relation<Checkup>;
}
