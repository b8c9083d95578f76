import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** An out-patient prescription (处方). */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'prescribedAt'])
@Entity('prescription')
export class Prescription extends SyncedFact {
  @Column('text') prescriptionNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) registrationNo: string | null;
  @Column('timestamptz') prescribedAt: Date;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('text', { nullable: true }) kind: string | null;
  @Column('text', { nullable: true }) diagnosis: string | null;
  @Column('text', { nullable: true }) amount: string | null;
  @Column('integer', { nullable: true }) validDays: number | null;
  @Column('text', { nullable: true }) chargeType: string | null;
  @Column('text', { nullable: true }) status: string | null;
}
