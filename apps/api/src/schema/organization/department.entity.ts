import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A department or ward. */
@Index(['parentCode'])
@Entity('department', { comment: 'open: no data of people' })
export class Department {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) parentCode: string | null;
  @Column('text') kind: string;
  @Column('boolean', { default: false }) handlesVisits: boolean;
  @Column('integer', { default: 0 }) sort: number;
  @Column('boolean', { default: true }) active: boolean;
  @ManyToOne(() => Department, { nullable: true }) @JoinColumn({ name: 'parent_code' }) parent: Relation<Department> | null;
}
