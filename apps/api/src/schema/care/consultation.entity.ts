import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A consultation (会诊) that a department asked for. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'requestedAt'])
@Entity('consultation')
export class Consultation extends SyncedFact {
  @Column('text') consultationNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) kind: string | null;
  @Column('text') status: string;
  @Column('boolean', { default: false }) urgent: boolean;
  @Column('timestamptz') requestedAt: Date;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) requestDepartmentCode: string | null;
  @Column('text', { nullable: true }) requestDepartmentName: string | null;
  @Column('text', { nullable: true }) requestingDoctor: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) purpose: string | null;
}
