import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What was done on the phone and by whom: the person himself, or a proxy with his relation. */
@Index(['beneficiaryId', 'at'])
@Entity('phone_act')
export class PhoneAct {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') accountId: string;
  @Column('text') actorName: string;
  @Column('text', { nullable: true }) relation: string | null;
  @Column('text') act: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
}
