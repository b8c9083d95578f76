import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { AuditRule } from './audit-rule.entity.js';

/** Something unusual that a rule noticed, and what came of it. */
@Index(['status', 'at'])
@Unique(['dedupeKey'])
@Check('audit_finding_status_check', `status in ('open', 'explained', 'violation')`)
@Entity('audit_finding')
export class AuditFinding {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') ruleId: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text') actor: string;
  @Column('integer') value: number;
  @Column('integer') threshold: number;
  @Column('timestamptz') firstAt: Date;
  @Column('timestamptz') lastAt: Date;
  @Column('text') dedupeKey: string;
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) handledBy: string | null;
  @Column('timestamptz', { nullable: true }) handledAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @ManyToOne(() => AuditRule) @JoinColumn({ name: 'rule_id' }) rule: Relation<AuditRule>;
}
