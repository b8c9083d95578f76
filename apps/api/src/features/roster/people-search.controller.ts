import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { FoundPeople, PeopleSearch } from './people-search.dto.js';
import { PeopleSearchQueries } from './people-search.queries.js';

@ApiTags('roster')
@Controller('search')
export class PeopleSearchController {
  constructor(private readonly people: PeopleSearchQueries) {}

  @Endpoint({ route: 'GET /people', summary: '搜索保健对象', permission: 'beneficiary:read', audit: 'search', returns: FoundPeople })
  async search(@CurrentCaller() caller: Caller, @Query() { q, withRemoved }: PeopleSearch): Promise<FoundPeople> {
    return { items: await this.people.search(caller, q, withRemoved) };
  }
}
