import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The newest word of a source about two of its patient numbers: one person, or two again. Numbers of strangers are keyed hashes only. */
@Index(['numbersOf', 'highIndex'])
@Entity('patient_merge')
export class PatientMergeRecord {
  @PrimaryColumn('text') numbersOf: string;
  @PrimaryColumn('text') lowIndex: string;
  @PrimaryColumn('text') highIndex: string;
  @Column('text') fromIndex: string;
  @Column('text') intoIndex: string;
  @Column('text', { nullable: true }) fromId: string | null;
  @Column('text', { nullable: true }) intoId: string | null;
  @Column('text') action: string;
  @Column('timestamptz') version: Date;
  @Column('smallint') rank: number;
  @Column('text') recordHash: string;
  @Column('timestamptz', { default: () => 'now()' }) toldAt: Date;
}
