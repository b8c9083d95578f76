import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A diagnosis of a visit. */
@Index(['beneficiaryId'])
@Entity('visit_diagnosis')
export class VisitDiagnosis {
  @PrimaryColumn('uuid') visitId: string;
  @PrimaryColumn('text') diagnosisNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text', { nullable: true }) kind: string | null;
  @Column('integer', { nullable: true }) rank: number | null;
  @Column('text', { nullable: true }) code: string | null;
  @Column('text') name: string;
  @Column('boolean', { default: false }) suspected: boolean;
  @Column('timestamptz', { nullable: true }) diagnosedAt: Date | null;
}
