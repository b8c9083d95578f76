import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** An order for a patient (医嘱): one line of it. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'orderedAt'])
@Index(['visitNo'])
@Entity('clinical_order')
export class ClinicalOrder extends SyncedFact {
  @Column('text') orderNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) patientClass: string | null;
  @Column('text', { nullable: true }) groupNo: string | null;
  @Column('text') category: string;
  @Column('text', { nullable: true }) term: string | null;
  @Column('text', { nullable: true }) itemCode: string | null;
  @Column('text') itemName: string;
  @Column('text', { nullable: true }) specification: string | null;
  @Column('text', { nullable: true }) dose: string | null;
  @Column('text', { nullable: true }) doseUnit: string | null;
  @Column('text', { nullable: true }) route: string | null;
  @Column('text', { nullable: true }) frequency: string | null;
  @Column('text', { nullable: true }) frequencyCode: string | null;
  @Column('text', { nullable: true }) quantity: string | null;
  @Column('text', { nullable: true }) quantityUnit: string | null;
  @Column('timestamptz') orderedAt: Date;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) stoppedAt: Date | null;
  @Column('text', { nullable: true }) orderDepartmentCode: string | null;
  @Column('text', { nullable: true }) orderDepartmentName: string | null;
  @Column('text', { nullable: true }) orderingDoctor: string | null;
  @Column('text', { nullable: true }) executingDepartmentName: string | null;
  @Column('text') status: string;
  @Column('text', { nullable: true }) skinTest: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
