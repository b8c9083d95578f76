import { Column, PrimaryGeneratedColumn } from 'typeorm';

/** What every fact from a source carries: where it came from, which version it is, whose it is. Earlier versions are in `<table>_history`. */
export abstract class SyncedFact {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceSystem: string;
  @Column('text') sourceKey: string;
  @Column('timestamptz') sourceVersion: Date;
  @Column('smallint') sourceRank: number;
  @Column('text') contentHash: string;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('bigint', { nullable: true }) inboxId: number | null;
  @Column('integer', { nullable: true }) inboxIndex: number | null;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('timestamptz', { nullable: true }) deletedAt: Date | null;
  /** Whose patient numbers `patientId` is one of, e.g. HIS: a number means nothing without it. */
  @Column('text') patientNumbersOf: string;
  @Column('text') patientId: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
}
