import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One printing of a report; from the second on it is a 补打. */
@Unique(['reportId', 'nth'])
@Index(['beneficiaryId'])
@Check('report_print_report_kind_check', `(report_kind = ANY (ARRAY['lab'::text, 'exam'::text]))`)
@Check('report_print_medium_check', `(medium = ANY (ARRAY['paper'::text, 'pdf'::text]))`)
@Entity('report_print')
export class ReportPrint {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text') reportKind: string;
  @Column('uuid') reportId: string;
  @Column('integer') revision: number;
  @Column('integer') nth: number;
  @Column('integer') copies: number;
  @Column('text') medium: string;
  @Column('text') paper: string;
  @Column('text') printedBy: string;
  @Column('text') printedByName: string;
  @Column('timestamptz', { default: () => 'now()' }) printedAt: Date;
}
