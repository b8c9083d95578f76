import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MeasuredValue } from '../measured-value.js';

/** One analyte of a laboratory report. */
@Index(['beneficiaryId', 'identityCode', 'collectedAt'])
@Entity('lab_result')
export class LabResult extends MeasuredValue {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('text') resultNo: string;
  @Column('integer') lineNo: number;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text', { nullable: true }) specimen: string | null;
  @Column('text', { nullable: true }) method: string | null;
  @Column('text', { nullable: true }) instrument: string | null;
  @Column('text', { nullable: true }) loinc: string | null;
  @Column('timestamptz') collectedAt: Date;
  @Column('boolean') effective: boolean;
  /** Of a culture: the germ; the item is then the drug it was tried with. */
  @Column('text', { nullable: true }) organism: string | null;
  /** S, I, R */
  @Column('text', { nullable: true }) susceptibility: string | null;
  @Column('timestamptz', { nullable: true }) criticalNotifiedAt: Date | null;
  @Column('text', { nullable: true }) criticalNotifiedTo: string | null;
  @Column('timestamptz', { nullable: true }) criticalHandledAt: Date | null;
}
