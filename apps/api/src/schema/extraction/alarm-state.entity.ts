import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AlarmRule } from './alarm-rule.entity.js';
import { Source } from './source.entity.js';

/** Where a rule stands for a source: ok → alarming → ok again, told once each way. */
@Check('alarm_state_state_check', `state in ('ok', 'alarming')`)
@Entity('alarm_state')
export class AlarmState {
  @PrimaryColumn('uuid') ruleId: string;
  @PrimaryColumn('text') sourceId: string;
  @Column('text', { default: 'ok' }) state: string;
  @Column('timestamptz', { default: () => 'now()' }) since: Date;
  @Column('double precision', { nullable: true }) value: number | null;
  @Column('timestamptz', { default: () => 'now()' }) seenAt: Date;
  @Column('timestamptz', { nullable: true }) notifiedAt: Date | null;
  @Column('timestamptz', { nullable: true }) escalatedAt: Date | null;
  @Column('integer', { default: 0 }) suppressed: number;
  @ManyToOne(() => AlarmRule, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'rule_id' }) rule: Relation<AlarmRule>;
  @ManyToOne(() => Source, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'source_id' }) source: Relation<Source>;
}
