import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** An operation (手术), planned or done. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'scheduledAt'])
@Entity('surgery')
export class Surgery extends SyncedFact {
  @Column('text') surgeryNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) requestNo: string | null;
  @Column('text') status: string;
  @Column('timestamptz', { nullable: true }) scheduledAt: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) room: string | null;
  @Column('text', { nullable: true }) preDiagnosis: string | null;
  @Column('text', { nullable: true }) postDiagnosis: string | null;
  @Column('text', { nullable: true }) anesthesia: string | null;
  @Column('text', { nullable: true }) surgeonName: string | null;
  @Column('text', { nullable: true }) firstAssistant: string | null;
  @Column('text', { nullable: true }) secondAssistant: string | null;
  @Column('text', { nullable: true }) anesthetist: string | null;
  @Column('boolean', { default: false }) emergency: boolean;
}
