import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** What a person is searched by: grams of the name, pinyin, initials, keyed tails of numbers. */
@Index(['beneficiaryId'])
@Index('person_token_prefix_idx', { synchronize: false })
@Entity('person_token')
export class PersonToken {
  @PrimaryColumn('text') token: string;
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
