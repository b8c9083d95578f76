import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A drug of a prescription. */
@Index(['beneficiaryId'])
@Entity('prescription_item')
export class PrescriptionItem {
  @PrimaryColumn('uuid') prescriptionId: string;
  @PrimaryColumn('text') itemNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text', { nullable: true }) groupNo: string | null;
  @Column('integer', { nullable: true }) lineNo: number | null;
  @Column('text', { nullable: true }) drugCode: string | null;
  @Column('text') drugName: string;
  @Column('text', { nullable: true }) specification: string | null;
  @Column('text', { nullable: true }) dose: string | null;
  @Column('text', { nullable: true }) doseUnit: string | null;
  @Column('text', { nullable: true }) route: string | null;
  @Column('text', { nullable: true }) frequency: string | null;
  @Column('text', { nullable: true }) frequencyCode: string | null;
  @Column('integer', { nullable: true }) days: number | null;
  @Column('text', { nullable: true }) quantity: string | null;
  @Column('text', { nullable: true }) quantityUnit: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
