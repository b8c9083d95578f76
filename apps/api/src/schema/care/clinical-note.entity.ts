import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A signed document of the record (病历文书), with its text as the source gave it. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'signedAt'])
@Entity('clinical_note')
export class ClinicalNote extends SyncedFact {
  @Column('text') noteNo: string;
  @Column('text', { nullable: true }) visitNo: string | null;
  @Column('text', { nullable: true }) patientClass: string | null;
  @Column('text') typeCode: string;
  @Column('text', { nullable: true }) typeName: string | null;
  @Column('text') title: string;
  @Column('text', { nullable: true }) author: string | null;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('timestamptz', { nullable: true }) writtenAt: Date | null;
  @Column('timestamptz') signedAt: Date;
  @Column('integer', { default: 1 }) revision: number;
  @Column('text') format: string;
  @Column('text') body: string;
  @Column('text') status: string;
}
