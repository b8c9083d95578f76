import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Something that counts: a visit, admission, discharge, check-up, operation, endoscopy or consultation, with the person's standing as it was then. Written by triggers of the facts. */
@Unique(['factTable', 'factId', 'kind', 'partNo'])
@Index('care_event_counted_idx', { synchronize: false })
@Index(['doctorCode', 'day'])
@Index(['at', 'id'])
@Index(['beneficiaryId', 'day'])
@Index('care_event_confidential_idx', { synchronize: false })
@Index('care_event_stay_idx', { synchronize: false })
@Entity('care_event')
export class CareEvent {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') factTable: string;
  @Column('uuid') factId: string;
  /** Which part of the fact: a consulted department, a transfer; '' for the fact itself. */
  @Column('text', { default: '' }) partNo: string;
  @Column('text') kind: string;
  /** By the hospital's clock. */
  @Column('date') day: string;
  @Column('timestamptz') at: Date;
  /** Of an admission: when the stay ended. */
  @Column('timestamptz', { nullable: true }) until: Date | null;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) requestDepartmentCode: string | null;
  @Column('text', { nullable: true }) requestDepartmentName: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  /** 人次 that it adds. */
  @Column('smallint') visits: number;
  /** 人次 that it adds when counted for whoever asked for it. */
  @Column('smallint') requestVisits: number;
  /** 例数 that it adds. */
  @Column('smallint') cases: number;
  @Column('text') snapType: string;
  @Column('text', { nullable: true }) snapLevel: string | null;
  @Column('text', { array: true }) snapCategory: string[];
  @Column('boolean') snapKeyCare: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedAt: Date;
}
