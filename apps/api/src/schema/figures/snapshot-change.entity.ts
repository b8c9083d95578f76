import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** That levels noted with events were put right: when, why and how many. */
@Entity('snapshot_change')
export class SnapshotChange {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text') actor: string;
  @Column('text') reason: string;
  @Column('date') firstDay: string;
  @Column('date') lastDay: string;
  @Column('integer') events: number;
}
