import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What is watched for everybody of a level, unless a person's own setting says otherwise. */
@Check('alert_rule_days_check', `((days >= 1) AND (days <= 366))`)
@Entity('alert_rule')
export class CareAlertRule {
  @PrimaryColumn('text') careLevel: string;
  @PrimaryColumn('text') kind: string;
  @Column('boolean') enabled: boolean;
  @Column('integer', { nullable: true }) days: number | null;
  @Column('text', { default: 'system' }) changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
