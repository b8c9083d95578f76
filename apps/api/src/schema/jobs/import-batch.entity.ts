import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AppUser } from '../organization/app-user.entity.js';

/** A file that somebody imports: looked at first, then taken, and taken back within its time. */
@Index(['ownerId', 'createdAt'])
@Check('import_batch_state_check', `state in ('reading', 'previewed', 'refused', 'committing', 'committed', 'undoing', 'undone')`)
@Check('import_batch_mode_check', `mode in ('all', 'each')`)
@Entity('import_batch')
export class ImportBatch {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('uuid') ownerId: string;
  @Column('text') operator: string;
  @Column('uuid', { nullable: true }) fileId: string | null;
  @Column('text') fileName: string;
  @Column('text') fileSha256: string;
  @Column('bigint') fileBytes: number;
  @Column('text', { default: 'reading' }) state: string;
  @Column('text', { nullable: true }) mode: string | null;
  @Column('uuid', { nullable: true }) jobId: string | null;
  @Column('integer', { default: 0 }) added: number;
  @Column('integer', { default: 0 }) changed: number;
  @Column('integer', { default: 0 }) unchanged: number;
  @Column('integer', { default: 0 }) failed: number;
  /** Headings that no column of the import has. */
  @Column('text', { array: true, default: '{}' }) ignored: string[];
  @Column('text', { nullable: true }) message: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) committedAt: Date | null;
  @Column('timestamptz', { nullable: true }) undoUntil: Date | null;
  @Column('timestamptz', { nullable: true }) undoneAt: Date | null;
  @ManyToOne(() => AppUser) @JoinColumn({ name: 'owner_id' }) owner: Relation<AppUser>;
}
