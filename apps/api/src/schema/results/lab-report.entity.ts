import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A laboratory report, newest revision. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['visitNo'])
@Index(['beneficiaryId', 'collectedAt'])
@Index(['collectedAt', 'id'])
@Entity('lab_report')
export class LabReport extends SyncedFact {
  @Column('text') reportNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) patientClass: string | null;
  @Column('text', { nullable: true }) requestNo: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) requestingDoctor: string | null;
  @Column('text', { nullable: true }) panelCode: string | null;
  @Column('text') panelName: string;
  @Column('text', { nullable: true }) specimen: string | null;
  @Column('timestamptz') collectedAt: Date;
  @Column('timestamptz', { nullable: true }) receivedAt: Date | null;
  @Column('timestamptz', { nullable: true }) testedAt: Date | null;
  @Column('timestamptz', { nullable: true }) reportedAt: Date | null;
  @Column('timestamptz', { nullable: true }) verifiedAt: Date | null;
  @Column('text', { nullable: true }) tester: string | null;
  @Column('text', { nullable: true }) verifier: string | null;
  @Column('text') status: string;
  @Column('integer', { default: 1 }) revision: number;
  @Column('text', { nullable: true }) patientAgeText: string | null;
  @Column('integer') resultCount: number;
  @Column('integer') abnormalCount: number;
}
