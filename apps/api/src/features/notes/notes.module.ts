import { Module } from '@nestjs/common';
import { NotesController } from './notes.controller.js';
import { NoteQueries } from './notes.queries.js';

/** Signed documents of the record, reading only. */
@Module({ controllers: [NotesController], providers: [NoteQueries] })
export class NotesModule {}
