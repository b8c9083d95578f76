import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ArchiveVersion } from './archive-version.entity.js';

/** A PDF that was made of a version: its code is printed on it, its hash proves it unaltered. */
@Index(['archiveId'])
@Index(['beneficiaryId'])
@Entity('archive_file')
export class ArchiveFile {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('uuid') archiveId: string;
  @Column('text', { unique: true }) code: string;
  /** Null while it is being printed. */
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('integer', { nullable: true }) pages: number | null;
  @Column('integer', { nullable: true }) bytes: number | null;
  @Column('boolean') signed: boolean;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') madeBy: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @ManyToOne(() => ArchiveVersion) @JoinColumn({ name: 'archive_id' }) archive: Relation<ArchiveVersion>;
}
