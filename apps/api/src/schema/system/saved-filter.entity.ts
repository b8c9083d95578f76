import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** A query of a list that its owner keeps; one without a name is what he asked last and goes by itself. */
@Index(['ownerId', 'list', 'updatedAt'])
@Entity('saved_filter')
export class SavedFilter {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') list: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('jsonb', { default: {} }) filters: unknown;
  @Column('jsonb', { nullable: true }) query: unknown;
  @Column('text', { array: true, default: () => "'{}'" }) sharedRoles: string[];
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'owner_id' }) owner: Relation<AppUser>;
}
