import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Source } from './source.entity.js';

/** Where a stream stands: cursor, lease, next run. */
@Entity('source_stream')
export class SourceStream {
  @PrimaryColumn('text') sourceId: string;
  @PrimaryColumn('text') streamId: string;
  @Column('text', { default: '' }) target: string;
  @Column('text', { default: 'sql-view' }) transport: string;
  @Column('jsonb', { nullable: true }) cursor: unknown;
  @Column('text', { nullable: true }) signpost: string | null;
  @Column('timestamptz', { nullable: true }) dataAt: Date | null;
  @Column('text', { nullable: true }) leaseOwner: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('bigint', { default: 0 }) fence: number;
  @Column('timestamptz', { nullable: true }) lastRunAt: Date | null;
  @Column('text', { nullable: true }) lastOutcome: string | null;
  @Column('timestamptz', { default: () => 'now()' }) nextRunAt: Date;
  @Column('boolean', { default: false }) firstLoadDone: boolean;
  @Column('boolean', { default: false }) fullRequested: boolean;
  @Column('boolean', { default: true }) enabled: boolean;
  /** Instead of the connector's own interval. */
  @Column('integer', { nullable: true }) everySeconds: number | null;
  /** The day of the last nightly scan. */
  @Column('date', { nullable: true }) fullScanOn: string | null;
  @ManyToOne(() => Source) @JoinColumn({ name: 'source_id' }) source: Relation<Source>;
}
