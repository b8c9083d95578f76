import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ImportBatch } from './import-batch.entity.js';

/** What became of one row of an imported file. */
@Index(['batchId', 'outcome', 'line'])
@Check('import_row_outcome_check', `outcome in ('added', 'changed', 'unchanged', 'failed')`)
@Entity('import_row')
export class ImportRow {
  @PrimaryColumn('uuid') batchId: string;
  @PrimaryColumn('integer') line: number;
  @Column('text') outcome: string;
  @Column('text', { nullable: true }) ref: string | null;
  @Column('text', { array: true, default: '{}' }) columns: string[];
  @Column('text', { nullable: true }) message: string | null;
  /** What stood there before, sealed. */
  @Column('text', { nullable: true }) beforeCipher: string | null;
  @Column('boolean', { nullable: true }) undone: boolean | null;
  @ManyToOne(() => ImportBatch, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'batch_id' }) batch: Relation<ImportBatch>;
}
