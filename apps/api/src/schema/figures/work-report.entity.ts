import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A month's, quarter's or year's report of the office, as it stands now. */
@Check('work_report_kind_check', `kind in ('month', 'quarter', 'year')`)
@Check('work_report_status_check', `status in ('draft', 'locked')`)
@Unique(['kind', 'period'])
@Entity('work_report')
export class WorkReport {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  /** YYYY-MM, YYYY-Qn or YYYY */
  @Column('text') period: string;
  @Column('date') fromDay: string;
  @Column('date') toDay: string;
  @Column('text', { default: 'draft' }) status: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('jsonb') figures: unknown;
  @Column('jsonb') texts: unknown;
  @Column('timestamptz', { default: () => 'now()' }) calculatedAt: Date;
  @Column('text') madeBy: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
