import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Department } from './department.entity.js';

/** What a department was called and where it stood, from one moment to another; without an end: now. */
@Entity('department_name', { comment: 'open: no data of people' })
export class DepartmentName {
  @PrimaryColumn('text') code: string;
  @PrimaryColumn('timestamptz') validFrom: Date;
  @Column('timestamptz', { nullable: true }) validUntil: Date | null;
  @Column('text') name: string;
  @Column('text', { nullable: true }) parentCode: string | null;
  @ManyToOne(() => Department, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'code' }) department: Relation<Department>;
}
