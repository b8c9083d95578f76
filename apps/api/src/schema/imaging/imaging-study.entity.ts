import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A study that the image archive holds. */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'startedAt'])
@Index(['studyUid'])
@Index(['accessionNo'])
@Entity('imaging_study')
export class ImagingStudy extends SyncedFact {
  @Column('text') studyUid: string;
  @Column('text', { nullable: true }) accessionNo: string | null;
  @Column('text', { nullable: true }) studyId: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) modalities: string | null;
  @Column('text', { nullable: true }) bodyPart: string | null;
  @Column('timestamptz') startedAt: Date;
  @Column('text', { nullable: true }) institution: string | null;
  @Column('text', { nullable: true }) referringDoctor: string | null;
  @Column('integer', { nullable: true }) seriesCount: number | null;
  @Column('integer', { nullable: true }) instanceCount: number | null;
  @Column('text', { nullable: true }) patientNameText: string | null;
}
