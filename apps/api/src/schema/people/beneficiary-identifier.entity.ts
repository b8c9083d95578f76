import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** A number that a person is known by: ciphertext, found by its blind index. */
@Unique(['beneficiaryId', 'kind'])
@Index(['blindIndex'])
@Entity('beneficiary_identifier')
export class BeneficiaryIdentifier {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') kind: string;
  @Column('text') cipher: string;
  @Column('text') blindIndex: string;
  @Column('boolean') confidential: boolean;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
