import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { PrintableNotes, PrintedNotes } from './document.dto.js';
import { DocumentQueries } from './documents.queries.js';
import { NoteDetail } from './note.dto.js';
import { NoteQueries } from './notes.queries.js';

@ApiTags('notes')
@Controller('notes')
export class NotesController {
  constructor(
    private readonly notes: NoteQueries,
    private readonly documents: DocumentQueries,
  ) {}

  @Endpoint({ route: 'GET /:id', summary: '病历文书', permission: 'note:read', audit: 'view', returns: NoteDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<NoteDetail> {
    return this.notes.detail(caller, id);
  }

  /** Stands on the trail as an export, each document by its id. */
  @Endpoint({ route: 'POST /print', summary: '打印病历文书', permission: 'note:read', audit: 'export', returns: PrintableNotes })
  print(@CurrentCaller() caller: Caller, @Body() { ids }: PrintedNotes): Promise<PrintableNotes> {
    return this.documents.print(caller, ids);
  }
}
