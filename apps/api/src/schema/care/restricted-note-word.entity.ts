import { Entity, PrimaryColumn } from 'typeorm';

/** A word in the type, title or department of a document that makes it readable with `note:restricted` only. */
@Entity('restricted_note_word', { comment: 'open: no data of people' })
export class RestrictedNoteWord {
  @PrimaryColumn('text') word: string;
}
