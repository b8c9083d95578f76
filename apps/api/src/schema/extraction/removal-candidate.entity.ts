import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { FullScan } from './full-scan.entity.js';

/** A record that a scan did not find any more and that waits for somebody's decision. */
@Entity('removal_candidate')
export class RemovalCandidate {
  @PrimaryColumn('bigint') scanId: number;
  @PrimaryColumn('uuid') factId: string;
  @ManyToOne(() => FullScan, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'scan_id' }) scan: Relation<FullScan>;
}
