import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A message to everybody who holds a permission. */
@Entity('notice', { comment: 'open: no data of people' })
export class Notice {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text') permission: string;
  @Column('text') level: string;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text', { nullable: true }) link: string | null;
  @Column('text', { nullable: true, unique: true }) dedupeKey: string | null;
}
