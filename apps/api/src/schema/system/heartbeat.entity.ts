import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a part of the system lives. */
@Entity('heartbeat')
export class Heartbeat {
  @PrimaryColumn('text') name: string;
  @Column('text') process: string;
  @Column('timestamptz') at: Date;
  @Column('jsonb', { default: () => "'{}'" }) detail: unknown;
}
