import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What there is to read of a document, without markup: what a search looks through. */
@Index(['beneficiaryId'])
@Entity('note_text')
export class NoteText {
  @PrimaryColumn('uuid') noteId: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  /** Of the version that was read; another version is read anew. */
  @Column('text') contentHash: string;
  @Column('text') body: string;
}
