import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Department } from './department.entity.js';

/** An account. */
@Entity('app_user')
export class AppUser {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { unique: true }) username: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) staffNo: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text') passwordHash: string;
  @Column('timestamptz', { nullable: true }) passwordChangedAt: Date | null;
  @Column('boolean', { default: true }) mustChangePassword: boolean;
  @Column('text', { nullable: true }) secondFactorCipher: string | null;
  @Column('bigint', { nullable: true }) secondFactorLastStep: number | null;
  /** active, pending (made by a rule, not let in yet), disabled, closed (for good). */
  @Column('text', { default: 'active' }) status: string;
  /** Why it is not active, in words or `left-hospital`. */
  @Column('text', { nullable: true }) statusReason: string | null;
  @Column('timestamptz', { default: () => 'now()' }) statusChangedAt: Date;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { nullable: true }) email: string | null;
  @Column('integer', { default: 0 }) failedCount: number;
  @Column('timestamptz', { nullable: true }) lockedUntil: Date | null;
  @Column('boolean', { default: false }) demo: boolean;
  @Column('bigint', { default: 1 }) rightsVersion: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @ManyToOne(() => Department, { nullable: true }) @JoinColumn({ name: 'department_code' }) department: Relation<Department> | null;
}
