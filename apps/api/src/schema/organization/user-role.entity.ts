import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';
import { Role } from './role.entity.js';

/** Which roles an account has. */
@Entity('user_role')
export class UserRole {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('text') roleCode: string;
  @Column('text', { default: 'system' }) grantedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) grantedAt: Date;
  @ManyToOne(() => Role) @JoinColumn({ name: 'role_code' }) role: Relation<Role>;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
