import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { NoteDetail } from './note.dto.js';
import { NoteQueries } from './notes.queries.js';

@ApiTags('notes')
@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NoteQueries) {}

  @Endpoint({ route: 'GET /:id', summary: '病历文书', permission: 'note:read', audit: 'view', returns: NoteDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<NoteDetail> {
    return this.notes.detail(caller, id);
  }
}
