import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** An identity of WeChat or WeCom that opens one account; an account has one of each at most. */
@Entity('outside_identity')
@Unique(['provider', 'subject'])
@Unique(['userId', 'provider'])
export class ExternalIdentity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('text') provider: string;
  @Column('text') subject: string;
  @Column('text', { nullable: true }) displayName: string | null;
  @Column('timestamptz', { default: () => 'now()' }) boundAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
