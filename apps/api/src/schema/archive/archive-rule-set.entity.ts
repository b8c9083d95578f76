import { Column, Entity, PrimaryColumn } from 'typeorm';

/** All diagnosis rules as they stood after a change. */
@Entity('archive_rule_set', { comment: 'open: no data of people' })
export class ArchiveRuleSet {
  @PrimaryColumn('integer') version: number;
  @Column('jsonb') rules: unknown;
  @Column('text') change: string;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
