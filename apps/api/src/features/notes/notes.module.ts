import { Module } from '@nestjs/common';
import { DocumentQueries } from './documents.queries.js';
import { NoteTexts } from './note-texts.service.js';
import { NotesController } from './notes.controller.js';
import { NoteQueries } from './notes.queries.js';
import { PersonNotesController } from './person-notes.controller.js';

/** Signed documents of the record, reading only. */
@Module({ controllers: [PersonNotesController, NotesController], providers: [NoteQueries, DocumentQueries, NoteTexts] })
export class NotesModule {}
