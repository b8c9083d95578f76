import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was done in an operation, coded by ICD-9-CM-3 where the source does. */
@Index(['beneficiaryId'])
@Entity('surgery_procedure')
export class SurgeryProcedure {
  @PrimaryColumn('uuid') surgeryId: string;
  @PrimaryColumn('text') procedureNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('integer', { nullable: true }) rank: number | null;
  @Column('text', { nullable: true }) code: string | null;
  @Column('text') name: string;
  @Column('text', { nullable: true }) level: string | null;
  @Column('text', { nullable: true }) site: string | null;
  @Column('boolean', { default: false }) main: boolean;
}
