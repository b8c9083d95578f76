import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** What is watched for one person, other than for his level. */
@Unique(['beneficiaryId', 'kind'])
@Check('alert_setting_days_check', `((days >= 1) AND (days <= 366))`)
@Entity('alert_setting')
export class AlertSetting {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') kind: string;
  @Column('boolean') enabled: boolean;
  @Column('integer', { nullable: true }) days: number | null;
  @Column('boolean') confidential: boolean;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
