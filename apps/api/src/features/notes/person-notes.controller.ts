import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { NotePage } from './note.dto.js';
import { NoteQueries } from './notes.queries.js';

@ApiTags('notes')
@Controller('beneficiaries/:id')
export class PersonNotesController {
  constructor(private readonly notes: NoteQueries) {}

  @Endpoint({ route: 'GET /notes', summary: '某人的病历文书', permission: 'note:read', audit: 'view', returns: NotePage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<NotePage> {
    return this.notes.ofPerson(caller, id, query);
  }
}
