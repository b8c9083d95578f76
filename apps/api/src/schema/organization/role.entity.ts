import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A role, the people it sees (`dataScope`) and what else follows from it. */
@Entity('role', { comment: 'open: no data of people' })
export class Role {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text') dataScope: string;
  @Column('boolean', { default: false }) pastAccess: boolean;
  @Column('boolean', { default: false }) mayBeCleared: boolean;
  @Column('integer', { default: 0 }) sort: number;
}
