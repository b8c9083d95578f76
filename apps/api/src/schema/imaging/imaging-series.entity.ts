import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A series of a study. */
@Index(['beneficiaryId'])
@Entity('imaging_series')
export class ImagingSeries {
  @PrimaryColumn('uuid') studyId: string;
  @PrimaryColumn('text') seriesUid: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('integer', { nullable: true }) seriesNo: number | null;
  @Column('text', { nullable: true }) modality: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) bodyPart: string | null;
  @Column('integer', { nullable: true }) instanceCount: number | null;
}
