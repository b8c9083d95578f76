import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** Which patient number of which source is which person. */
@Unique(['sourceSystem', 'patientId'])
@Index(['beneficiaryId'])
@Entity('patient_link')
export class PatientLink {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceSystem: string;
  @Column('text') patientId: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') rule: string;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) mergedInto: string | null;
  @Column('uuid', { nullable: true }) beforeMerge: string | null;
  @Column('boolean', { default: true }) active: boolean;
  @Column('boolean') confidential: boolean;
  @Column('text') matchedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) matchedAt: Date;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
