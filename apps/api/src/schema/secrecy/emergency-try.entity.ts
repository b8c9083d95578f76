import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** Somebody typed a number for an emergency, right or wrong: counted, so that numbers cannot be tried one after the other. */
@Index(['userId', 'at'])
@Entity('emergency_try')
export class EmergencyTry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid') userId: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
