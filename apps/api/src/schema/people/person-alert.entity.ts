import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** Something about a person that somebody has to look after. */
@Unique(['beneficiaryId', 'kind', 'about'])
@Index(['status', 'at'])
@Check('person_alert_status_check', `(status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'closed'::text]))`)
@Entity('person_alert')
export class PersonAlert {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('text') kind: string;
  @Column('text') about: string;
  @Column('text') rule: string;
  @Column('text') value: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) handledBy: string | null;
  @Column('timestamptz', { nullable: true }) handledAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('boolean') confidential: boolean;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
