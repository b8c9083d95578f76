import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StoredFile } from './stored-file.entity.js';

/** Somebody whom a file is about. */
@Entity('stored_file_person')
export class StoredFilePerson {
  @PrimaryColumn('uuid') fileId: string;
  @PrimaryColumn('uuid') beneficiaryId: string;
  @ManyToOne(() => StoredFile, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'file_id' }) file: Relation<StoredFile>;
}
