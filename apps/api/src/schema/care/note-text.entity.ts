import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Beneficiary } from '../people/beneficiary.entity.js';

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
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
