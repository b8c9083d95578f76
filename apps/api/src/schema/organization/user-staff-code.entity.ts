import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** By which code another system knows the holder of an account. */
@Index(['userId'])
@Entity('user_staff_code')
export class UserStaffCode {
  @PrimaryColumn('text') sourceSystem: string;
  @PrimaryColumn('text') staffCode: string;
  @Column('uuid') userId: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('text') createdBy: string;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
