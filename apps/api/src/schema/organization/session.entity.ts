import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** A signed-in session; its end counts at the next request. */
@Index(['userId'])
@Index(['refreshPreviousHash'])
@Index(['refreshHash'])
@Entity('session')
export class Session {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastSeenAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) freshAt: Date;
  /** When the user last did something himself; background reading does not count. */
  @Column('timestamptz', { default: () => 'now()' }) activeAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: string | null;
  @Column('text', { nullable: true }) ip: string | null;
  @Column('text', { nullable: true }) device: string | null;
  @Column('text') refreshHash: string;
  @Column('text', { nullable: true }) refreshPreviousHash: string | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
