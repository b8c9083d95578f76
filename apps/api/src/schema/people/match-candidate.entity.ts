import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** A patient who may be one of ours; a person decides. */
@Index(['status', 'createdAt'])
@Index('match_candidate_pair_idx', { synchronize: false })
@Entity('match_candidate')
export class MatchCandidate {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceSystem: string;
  @Column('text') patientId: string;
  @Column('uuid', { nullable: true }) beneficiaryId: string | null;
  @Column('text') rule: string;
  @Column('integer') score: number;
  @Column('text') reason: string;
  @Column('text') personCipher: string;
  @Column('boolean', { default: false }) confidential: boolean;
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decideReason: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => Beneficiary, { nullable: true }) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary> | null;
}
