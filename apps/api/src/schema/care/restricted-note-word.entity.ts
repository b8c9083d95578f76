import { Column, Entity, Generated, PrimaryColumn, Unique } from 'typeorm';

/** A word in the type, title or department of a document that makes it readable with `note:restricted` only. */
@Unique(['id'])
@Entity('restricted_note_word', { comment: 'open: no data of people' })
export class RestrictedNoteWord {
  @PrimaryColumn('text') word: string;
  @Column('uuid') @Generated('uuid') id: string;
  @Column('text', { default: 'system' }) addedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) addedAt: Date;
}
