import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** Hash of an earlier password, so that it is not taken again. */
@Entity('password_history')
@Index(['userId'])
export class PasswordHistory {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('uuid') userId: string;
  @Column('text') passwordHash: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
