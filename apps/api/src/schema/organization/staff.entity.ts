import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Somebody who works in the hospital, as its information system names him. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['staffNo'])
@Entity('staff')
export class Staff {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceSystem: string;
  @Column('text') sourceKey: string;
  @Column('timestamptz') sourceVersion: Date;
  @Column('smallint') sourceRank: number;
  @Column('text') contentHash: string;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('timestamptz', { nullable: true }) deletedAt: Date | null;
  @Column('text') staffNo: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) position: string | null;
  @Column('text', { nullable: true }) title: string | null;
  @Column('boolean', { default: false }) expert: boolean;
  @Column('boolean', { default: false }) prescribes: boolean;
  @Column('boolean', { default: true }) active: boolean;
  @Column('text', { nullable: true }) alsoIn: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) specialty: string | null;
}
