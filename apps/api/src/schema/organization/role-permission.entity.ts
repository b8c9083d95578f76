import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Role } from './role.entity.js';

/** What a role may do. */
@Entity('role_permission', { comment: 'open: no data of people' })
export class RolePermission {
  @PrimaryColumn('text') roleCode: string;
  @PrimaryColumn('text') permission: string;
  @ManyToOne(() => Role) @JoinColumn({ name: 'role_code' }) role: Relation<Role>;
}
