import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A department or ward: ours, with what the hospital information system says of it where it names it. */
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
  @Column('integer', { nullable: true }) ratedBeds: number | null;
  @Column('text', { nullable: true }) standardCode: string | null;
  @Column('text', { nullable: true }) pinyinCode: string | null;
  /** The parent that the source named, '' for none; `parentCode` follows once it is known and no circle comes of it. */
  @Column('text', { nullable: true }) parentTold: string | null;
  @Column('text', { nullable: true }) sourceSystem: string | null;
  @Column('text', { nullable: true }) sourceKey: string | null;
  @Column('timestamptz', { nullable: true }) sourceVersion: Date | null;
  @Column('smallint', { nullable: true }) sourceRank: number | null;
  @Column('text', { nullable: true }) contentHash: string | null;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('timestamptz', { nullable: true }) recordedFrom: Date | null;
  @Column('timestamptz', { nullable: true }) deletedAt: Date | null;
  @Column('text', { nullable: true }) headStaffNo: string | null;
  @Column('text', { nullable: true }) headNurseStaffNo: string | null;
  /** Where its people and sub-departments went when it was merged. */
  @Column('text', { nullable: true }) mergedInto: string | null;
  @ManyToOne(() => Department, { nullable: true }) @JoinColumn({ name: 'parent_code' }) parent: Relation<Department> | null;
  @ManyToOne(() => Department, { nullable: true }) @JoinColumn({ name: 'merged_into' }) successor: Relation<Department> | null;
}
