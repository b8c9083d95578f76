import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A fact put away because its patient number stopped being ours. */
@Index(['numbersOf', 'patientId'])
@Entity('withdrawn_fact')
export class WithdrawnFact {
  @Column('text') numbersOf: string;
  @Column('text') patientId: string;
  @PrimaryColumn('text') factTable: string;
  @PrimaryColumn('uuid') factId: string;
  @Column('timestamptz', { default: () => 'now()' }) withdrawnAt: Date;
}
