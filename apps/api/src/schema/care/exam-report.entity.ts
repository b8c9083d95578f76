import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A report of an examination (检查报告): radiology, ultrasound, ECG, endoscopy, pathology. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'examinedAt'])
@Index(['examinedAt', 'id'])
@Index(['studyUid'])
@Index(['accessionNo'])
@Entity('exam_report')
export class ExamReport extends SyncedFact {
  @Column('text') examNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) patientClass: string | null;
  @Column('text', { nullable: true }) requestNo: string | null;
  @Column('text', { nullable: true }) accessionNo: string | null;
  @Column('text', { nullable: true }) studyUid: string | null;
  @Column('text') category: string;
  @Column('text', { nullable: true }) modality: string | null;
  @Column('text', { nullable: true }) itemCode: string | null;
  @Column('text') itemName: string;
  @Column('text', { nullable: true }) bodyPart: string | null;
  @Column('text', { nullable: true }) endoscopyKind: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) requestDepartmentCode: string | null;
  @Column('text', { nullable: true }) requestDepartmentName: string | null;
  @Column('text', { nullable: true }) requestingDoctor: string | null;
  @Column('timestamptz', { nullable: true }) requestedAt: Date | null;
  @Column('timestamptz') examinedAt: Date;
  @Column('timestamptz', { nullable: true }) reportedAt: Date | null;
  @Column('timestamptz', { nullable: true }) verifiedAt: Date | null;
  @Column('text', { nullable: true }) reporter: string | null;
  @Column('text', { nullable: true }) verifier: string | null;
  @Column('text', { nullable: true }) findings: string | null;
  @Column('text', { nullable: true }) impression: string | null;
  @Column('text', { nullable: true }) advice: string | null;
  @Column('boolean', { nullable: true }) positive: boolean | null;
  @Column('boolean', { default: false }) critical: boolean;
  @Column('boolean', { nullable: true }) hasImages: boolean | null;
  @Column('text') status: string;
  @Column('integer', { default: 1 }) revision: number;
}
