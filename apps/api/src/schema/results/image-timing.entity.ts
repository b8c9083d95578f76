import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** How long a reader waited for the first picture of a study. */
@Entity('image_timing', { comment: 'open: no data of people' })
@Index(['at'])
export class ImageTiming {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  /** As in imaging_study. */
  @Column('text') sourceSystem: string;
  /** The first of the study, as DICOM calls it. */
  @Column('text') modality: string;
  @Column('integer') firstMs: number;
}
