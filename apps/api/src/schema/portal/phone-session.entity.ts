import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { PhoneAccount } from './phone-account.entity.js';

/** A device that is, or was, signed in. */
@Index(['accountId'])
@Unique(['tokenHash'])
@Entity('phone_session')
export class PhoneSession {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') accountId: string;
  @Column('text') tokenHash: string;
  @Column('text') device: string;
  @Column('timestamptz', { default: () => 'now()' }) startedAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastUsedAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: string | null;
  @ManyToOne(() => PhoneAccount, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'account_id' }) account: Relation<PhoneAccount>;
}
