import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Department } from './department.entity.js';
import { Role } from './role.entity.js';

/** Which role somebody new of a department and title starts with; without either, whichever it is. */
@Entity('provisioning_rule')
export class ProvisioningRule {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) title: string | null;
  @Column('text') roleCode: string;
  @Column('boolean', { default: true }) enabled: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('text') createdBy: string;
  @ManyToOne(() => Department, { nullable: true }) @JoinColumn({ name: 'department_code' }) department: Relation<Department> | null;
  @ManyToOne(() => Role) @JoinColumn({ name: 'role_code' }) role: Relation<Role>;
}
