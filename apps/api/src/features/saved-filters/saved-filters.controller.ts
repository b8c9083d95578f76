import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { FilterChange, FilterInput, ListName, QueryFieldList, QuerySentence, QueryToSay, SavedFilterList, SavedFilterRow } from './saved-filter.dto.js';
import { SavedFilterService } from './saved-filters.service.js';

const ANYBODY = { anySignedIn: 'Conditions of lists, his own and those shared with him; the list itself asks for its right' } as const;
const CONDITIONS = { skip: 'Conditions only; what they find is recorded when the list is read' } as const;

@ApiTags('saved-filters')
@Controller()
export class SavedFiltersController {
  constructor(private readonly filters: SavedFilterService) {}

  @Endpoint({ route: 'GET /query-fields/:list', summary: '组合查询可用的字段', permission: ANYBODY, audit: CONDITIONS, returns: QueryFieldList })
  fields(@CurrentCaller() caller: Caller, @Param() { list }: ListName): Promise<QueryFieldList> {
    return this.filters.fields(caller, list);
  }

  @Endpoint({ route: 'POST /query-sentences', summary: '组合条件的文字说明', permission: ANYBODY, audit: CONDITIONS, returns: QuerySentence })
  sentence(@CurrentCaller() caller: Caller, @Body() asked: QueryToSay): Promise<QuerySentence> {
    return this.filters.sentence(caller, asked);
  }

  @Endpoint({ route: 'GET /saved-filters', summary: '我的与共享给我的查询方案', permission: ANYBODY, audit: CONDITIONS, returns: SavedFilterList })
  list(@CurrentCaller() caller: Caller, @Query() { list }: ListName): Promise<SavedFilterList> {
    return this.filters.list(caller, list);
  }

  @Endpoint({ route: 'GET /saved-filters/:id', summary: '查询方案', permission: ANYBODY, audit: CONDITIONS, returns: SavedFilterRow })
  one(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<SavedFilterRow> {
    return this.filters.one(caller, id);
  }

  @Endpoint({ route: 'POST /saved-filters', summary: '保存查询方案', permission: ANYBODY, audit: 'change', returns: SavedFilterRow })
  add(@CurrentCaller() caller: Caller, @Body() input: FilterInput): Promise<SavedFilterRow> {
    return this.filters.add(caller, input);
  }

  @Endpoint({ route: 'PUT /saved-filters/:id', summary: '修改查询方案', permission: ANYBODY, audit: 'change', returns: SavedFilterRow })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: FilterChange): Promise<SavedFilterRow> {
    return this.filters.change(caller, id, input);
  }

  @Endpoint({ route: 'DELETE /saved-filters/:id', summary: '删除查询方案', permission: ANYBODY, audit: 'change', returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.filters.remove(caller, id);
  }
}
