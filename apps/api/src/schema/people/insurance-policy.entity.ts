import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** A policy with a commercial insurer. */
@Index(['beneficiaryId'])
@Entity('insurance_policy')
export class InsurancePolicy {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') insurer: string;
  @Column('text') policyCipher: string;
  @Column('date', { nullable: true }) validFrom: string | null;
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('boolean', { default: false }) directBilling: boolean;
  @Column('text', { nullable: true }) note: string | null;
  @Column('boolean') confidential: boolean;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
