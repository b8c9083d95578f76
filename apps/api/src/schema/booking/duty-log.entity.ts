import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** How many people one of the staff saw at a check-up (体检现场工作量), where nobody is named. */
@Index(['startedAt'])
@Check('duty_log_kind_check', `(kind = 'PE'::text)`)
@Check('duty_log_check', `(ended_at > started_at)`)
@Check('duty_log_head_count_check', `((head_count >= 1) AND (head_count <= 2000))`)
@Check('duty_log_status_check', `(status = ANY (ARRAY['kept'::text, 'cancelled'::text]))`)
@Entity('duty_log')
export class DutyLog {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { default: 'PE' }) kind: string;
  @Column('text') staffNo: string;
  @Column('text') staffName: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') endedAt: Date;
  @Column('integer') headCount: number;
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { default: 'kept' }) status: string;
  @Column('text', { nullable: true }) cancelReason: string | null;
  @Column('text') createdBy: string;
  @Column('text') createdByName: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
