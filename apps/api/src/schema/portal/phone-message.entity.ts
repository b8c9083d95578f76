import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { PhoneAccount } from './phone-account.entity.js';

/** What waits to be sent to a phone so that its holder can begin; number and text are sealed. */
@Index(['accountId', 'madeAt'])
@Index(['phoneMark', 'madeAt'])
@Check('phone_message_status_check', `(status = ANY (ARRAY['waiting'::text, 'taken'::text, 'used'::text, 'withdrawn'::text]))`)
@Entity('phone_message')
export class PhoneMessage {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') accountId: string;
  @Column('text') phoneCipher: string;
  @Column('text', { nullable: true }) textCipher: string | null;
  @Column('text') phoneMark: string;
  @Column('text') codeMark: string;
  @Column('text', { default: 'waiting' }) status: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @Column('timestamptz', { nullable: true }) takenAt: Date | null;
  @Column('timestamptz') expiresAt: Date;
  @ManyToOne(() => PhoneAccount, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'account_id' }) account: Relation<PhoneAccount>;
}
