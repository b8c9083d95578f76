import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** From when on something unusual is told. */
@Check('audit_rule_threshold_check', `threshold > 0`)
@Check('audit_rule_window_minutes_check', `window_minutes between 1 and 1440`)
@Entity('audit_rule')
export class AuditRule {
  @PrimaryColumn('text') id: string;
  @Column('boolean', { default: true }) enabled: boolean;
  @Column('integer') threshold: number;
  @Column('integer') windowMinutes: number;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
