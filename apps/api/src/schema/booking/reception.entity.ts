import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** That somebody was looked after by staff: when, where, by whom, with his standing of that moment. */
@Index(['beneficiaryId'])
@Index('reception_counted_idx', { synchronize: false })
@Index('reception_origin_once', ['originId'], { unique: true, where: `((status <> 'cancelled'::text) AND (origin_id IS NOT NULL))` })
@Check('reception_status_check', `(status = ANY (ARRAY['planned'::text, 'in_progress'::text, 'done'::text, 'cancelled'::text]))`)
@Check('reception_origin_check', `(origin = ANY (ARRAY['blank'::text, 'visit'::text, 'registration'::text, 'checkup'::text, 'appointment'::text]))`)
@Entity('reception')
export class Reception {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') kind: string;
  @Column('text', { default: 'planned' }) status: string;
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('timestamptz', { nullable: true }) plannedAt: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('boolean', { default: false }) keyCare: boolean;
  @Column('text', { array: true, default: [] }) dimensions: string[];
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { nullable: true }) cancelReason: string | null;
  @Column('text') origin: string;
  @Column('uuid', { nullable: true }) originId: string | null;
  @Column('uuid', { nullable: true }) appointmentId: string | null;
  @Column('text') snapType: string;
  @Column('text', { nullable: true }) snapLevel: string | null;
  @Column('text', { array: true }) snapCategory: string[];
  @Column('boolean') snapKeyCare: boolean;
  @Column('text') createdBy: string;
  @Column('text') createdByName: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
