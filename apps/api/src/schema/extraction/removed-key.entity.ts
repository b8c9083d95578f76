import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record that was told to be gone before we heard of it; its key as a keyed hash. */
@Entity('removed_key')
export class RemovedKey {
  @PrimaryColumn('text') sourceSystem: string;
  @PrimaryColumn('text') target: string;
  @PrimaryColumn('text') keyIndex: string;
  @Column('timestamptz', { nullable: true }) version: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) notedAt: Date;
}
