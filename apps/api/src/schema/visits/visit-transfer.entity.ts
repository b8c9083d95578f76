import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A move during a stay. */
@Index(['beneficiaryId'])
@Entity('visit_transfer')
export class VisitTransfer {
  @PrimaryColumn('uuid') visitId: string;
  @PrimaryColumn('text') transferNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) fromDepartmentCode: string | null;
  @Column('text', { nullable: true }) toDepartmentCode: string | null;
  @Column('text', { nullable: true }) toDepartmentName: string | null;
  @Column('text', { nullable: true }) toWardCode: string | null;
  @Column('text', { nullable: true }) toBedNo: string | null;
  @Column('timestamptz') movedAt: Date;
  @Column('boolean', { default: false }) cancelled: boolean;
}
