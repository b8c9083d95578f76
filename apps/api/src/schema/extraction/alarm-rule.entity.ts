import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Source } from './source.entity.js';

/** When administrators are told; without a source it holds for every one. */
@Check('alarm_rule_kind_check', `kind in ('failures', 'rate', 'silence', 'backlog', 'difference', 'missed')`)
@Check('alarm_rule_threshold_check', 'threshold > 0')
@Check('alarm_rule_window_minutes_check', 'window_minutes between 1 and 10080')
@Check('alarm_rule_escalate_minutes_check', 'escalate_minutes between 1 and 10080')
@Entity('alarm_rule')
export class AlarmRule {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { nullable: true }) sourceId: string | null;
  @Column('text') kind: string;
  @Column('double precision') threshold: number;
  @Column('integer') windowMinutes: number;
  @Column('time', { nullable: true }) quietFrom: string | null;
  @Column('time', { nullable: true }) quietUntil: string | null;
  @Column('integer', { nullable: true }) escalateMinutes: number | null;
  @Column('boolean', { default: true }) enabled: boolean;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
  @ManyToOne(() => Source, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'source_id' }) source: Relation<Source> | null;
}
