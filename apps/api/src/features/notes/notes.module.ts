import { Module } from '@nestjs/common';
import { DocumentQueries } from './documents.queries.js';
import { NoteTexts } from './note-texts.service.js';
import { NotesController } from './notes.controller.js';
import { NoteQueries } from './notes.queries.js';
import { PersonNotesController } from './person-notes.controller.js';
import { RestrictedWordsController } from './restricted/restricted-words.controller.js';
import { RestrictedWords } from './restricted/restricted-words.service.js';

/** Signed documents of the record, reading only. */
@Module({
  controllers: [PersonNotesController, NotesController, RestrictedWordsController],
  providers: [NoteQueries, DocumentQueries, NoteTexts, RestrictedWords],
 })
export class NotesModule {}
