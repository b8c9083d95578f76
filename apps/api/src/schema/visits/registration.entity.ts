import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A registration (挂号) as the HIS reported it. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'registeredAt'])
@Index(['registeredAt', 'id'])
@Entity('registration')
export class Registration extends SyncedFact {
  @Column('timestamptz') registeredAt: Date;
  @Column('text', { nullable: true }) registrationClass: string | null;
  @Column('boolean', { default: false }) emergency: boolean;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('boolean', { default: false }) vip: boolean;
  @Column('boolean', { default: false }) refunded: boolean;
  @Column('timestamptz', { nullable: true }) refundedAt: Date | null;
  @Column('text', { nullable: true }) channel: string | null;
  @Column('text', { nullable: true }) queueNo: string | null;
  @Column('text', { nullable: true }) fee: string | null;
  @Column('text', { nullable: true }) status: string | null;
}
