import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** A message to everybody who holds a permission, or to one account. */
@Check('notice_check', `((permission IS NULL) <> (user_id IS NULL))`)
@Entity('notice', { comment: 'open: no data of people' })
export class Notice {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text', { nullable: true }) permission: string | null;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text') level: string;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text', { nullable: true }) link: string | null;
  @Column('text', { nullable: true, unique: true }) dedupeKey: string | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser> | null;
}
