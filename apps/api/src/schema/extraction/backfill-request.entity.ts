import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A patient whose history is still to be fetched. */
@Entity('backfill_request')
export class BackfillRequest {
  @PrimaryColumn('text') sourceId: string;
  @PrimaryColumn('text') patientId: string;
  @Column('timestamptz', { default: () => 'now()' }) requestedAt: Date;
  @Column('integer', { default: 0 }) attempts: number;
  @Column('timestamptz', { default: () => 'now()' }) nextAt: Date;
  @Column('text', { nullable: true }) lastError: string | null;
}
