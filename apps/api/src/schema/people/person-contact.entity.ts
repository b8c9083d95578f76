import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** Somebody who is called, or may act, for a person. */
@Index(['beneficiaryId'])
@Entity('person_contact')
export class PersonContact {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') name: string;
  @Column('text') relation: string;
  @Column('text', { nullable: true }) phoneCipher: string | null;
  @Column('boolean', { default: false }) seesAppointments: boolean;
  @Column('boolean', { default: false }) books: boolean;
  @Column('boolean', { default: false }) readsReports: boolean;
  @Column('date', { nullable: true }) validFrom: string | null;
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('boolean') confidential: boolean;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
