import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';
import { Department } from './department.entity.js';

/** A department that an account works in, from one day to another, both included; one of them is its main one. */
@Index(['userId'], { unique: true, where: 'main' })
@Index(['departmentCode'])
@Check('user_department_check', '(valid_until >= valid_from)')
@Entity('user_department')
export class UserDepartment {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('text') departmentCode: string;
  @Column('boolean', { default: false }) main: boolean;
  @Column('text', { nullable: true }) position: string | null;
  @Column('date') validFrom: string;
  @Column('date', { nullable: true }) validUntil: string | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
  @ManyToOne(() => Department) @JoinColumn({ name: 'department_code' }) department: Relation<Department>;
}
