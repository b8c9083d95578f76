import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** An out-patient visit, emergency visit or stay as the HIS reported it. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['endedAt'])
@Index(['registrationNo'])
@Index(['status', 'visitClass'])
@Index(['beneficiaryId', 'startedAt'])
@Index(['visitClass', 'startedAt', 'id'])
@Index(['departmentCode', 'startedAt', 'id'])
@Index('visit_medical_record_no_idx', ['medicalRecordNo'], { where: 'confidential' })
@Index('visit_inpatient_no_idx', ['inpatientNo'], { where: 'confidential' })
@Entity('visit')
export class Visit extends SyncedFact {
  @Column('text') visitClass: string;
  @Column('text', { nullable: true }) visitType: string | null;
  @Column('text') visitNo: string;
  @Column('text', { nullable: true }) registrationNo: string | null;
  @Column('text', { nullable: true }) inpatientNo: string | null;
  @Column('text', { nullable: true }) medicalRecordNo: string | null;
  @Column('integer', { nullable: true }) admissionCount: number | null;
  @Column('timestamptz', { nullable: true }) registeredAt: Date | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) seenAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) admissionDepartmentCode: string | null;
  @Column('text') departmentCode: string;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) wardCode: string | null;
  @Column('text', { nullable: true }) wardName: string | null;
  @Column('text', { nullable: true }) bedNo: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('text', { nullable: true }) careGrade: string | null;
  @Column('text', { nullable: true }) admissionDiagnosis: string | null;
  @Column('text', { nullable: true }) mainDiagnosisCode: string | null;
  @Column('text', { nullable: true }) mainDiagnosis: string | null;
  @Column('text', { nullable: true }) chiefComplaint: string | null;
  @Column('text', { nullable: true }) organizationCode: string | null;
  @Column('text', { nullable: true }) organizationName: string | null;
  @Column('text', { nullable: true }) chargeType: string | null;
  @Column('boolean', { default: false }) vip: boolean;
  @Column('text') status: string;
}
