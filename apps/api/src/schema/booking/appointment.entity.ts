import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** An appointment (预约) as the booking system keeps it. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'appointedAt'])
@Index(['appointedAt', 'id'])
@Entity('appointment')
export class Appointment extends SyncedFact {
  @Column('text') appointmentNo: string;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) itemName: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('timestamptz') appointedAt: Date;
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('text', { nullable: true }) slotNo: string | null;
  @Column('text', { nullable: true }) queueNo: string | null;
  @Column('boolean', { default: false }) priority: boolean;
  @Column('boolean', { default: false }) feeWaived: boolean;
  @Column('text') status: string;
  @Column('timestamptz', { nullable: true }) bookedAt: Date | null;
  @Column('text', { nullable: true }) bookedBy: string | null;
  @Column('text', { nullable: true }) contactPhone: string | null;
  @Column('text', { nullable: true }) channel: string | null;
  @Column('text', { nullable: true }) confirmedBy: string | null;
  @Column('timestamptz', { nullable: true }) confirmedAt: Date | null;
  @Column('timestamptz', { nullable: true }) cancelledAt: Date | null;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
