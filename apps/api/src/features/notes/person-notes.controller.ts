import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { DocumentFacets, DocumentPage, DocumentQuery } from './document.dto.js';
import { DocumentQueries } from './documents.queries.js';
import { NotePage } from './note.dto.js';
import { NoteQueries } from './notes.queries.js';

@ApiTags('notes')
@Controller('beneficiaries/:id')
export class PersonNotesController {
  constructor(
    private readonly notes: NoteQueries,
    private readonly documents: DocumentQueries,
  ) {}

  @Endpoint({ route: 'GET /notes', summary: '某人的病历文书', permission: 'note:read', audit: 'view', returns: NotePage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<NotePage> {
    return this.notes.ofPerson(caller, id, query);
  }

  @Endpoint({ route: 'GET /documents', summary: '某人全部就诊的病历文书，可检索正文', permission: 'note:read', audit: 'view', returns: DocumentPage })
  listDocuments(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: DocumentQuery): Promise<DocumentPage> {
    return this.documents.ofPerson(caller, id, query);
  }

  @Endpoint({ route: 'GET /document-facets', summary: '某人病历文书的类型与科室', permission: 'note:read', audit: 'view', returns: DocumentFacets })
  listFacets(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<DocumentFacets> {
    return this.documents.facets(caller, id);
  }
}
