import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Beneficiary } from '../people/beneficiary.entity.js';
import { PersonContact } from '../people/person-contact.entity.js';

/** The account of a person under care, or of one of his proxies, on the phone. */
@Index('phone_account_own', ['beneficiaryId'], { unique: true, where: '(contact_id IS NULL)' })
@Index('phone_account_proxy', ['contactId'], { unique: true, where: '(contact_id IS NOT NULL)' })
@Index(['beneficiaryId'])
@Check('phone_account_state_check', `(state = ANY (ARRAY['invited'::text, 'active'::text, 'disabled'::text, 'closed'::text]))`)
@Entity('phone_account')
export class PhoneAccount {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid', { nullable: true }) contactId: string | null;
  @Column('text') state: string;
  @Column('text', { nullable: true }) phoneCipher: string | null;
  @Column('text', { nullable: true }) wechatName: string | null;
  @Column('integer', { default: 0 }) failures: number;
  @Column('timestamptz', { nullable: true }) lockedUntil: Date | null;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('text', { nullable: true }) stateReason: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('text') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
  @ManyToOne(() => PersonContact, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'contact_id' }) contact: Relation<PersonContact> | null;
}
