import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one department found at a check-up. */
@Entity('checkup_section')
export class CheckupSection {
  @PrimaryColumn('uuid') checkupId: string;
  @PrimaryColumn('text') sectionNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) groupName: string | null;
  @Column('text', { nullable: true }) summary: string | null;
  @Column('text', { nullable: true }) doctor: string | null;
  @Column('timestamptz', { nullable: true }) examinedAt: Date | null;
}
