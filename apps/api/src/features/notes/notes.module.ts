import { Module } from '@nestjs/common';
import { NotesController } from './notes.controller.js';
import { NoteQueries } from './notes.queries.js';
import { PersonNotesController } from './person-notes.controller.js';

/** Signed documents of the record, reading only. */
@Module({ controllers: [PersonNotesController, NotesController], providers: [NoteQueries] })
export class NotesModule {}
