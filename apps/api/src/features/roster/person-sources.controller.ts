import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonId } from './beneficiary.dto.js';
import { PersonSourceStates } from './person-sources.dto.js';
import { PersonSources } from './person-sources.service.js';

/** One person and the hospital's systems. */
@ApiTags('roster')
@Controller('beneficiaries')
export class PersonSourcesController {
  constructor(private readonly sources: PersonSources) {}

  @Endpoint({ route: 'GET /:id/sources', summary: '各来源同步情况', permission: 'beneficiary:write', audit: 'view', returns: PersonSourceStates })
  async list(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<PersonSourceStates> {
    return { items: await this.sources.list(caller, id) };
  }

  @Endpoint({ route: 'POST /:id/sync', summary: '立即同步此人', permission: 'beneficiary:write', audit: 'operate', returns: PersonSourceStates })
  async sync(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<PersonSourceStates> {
    return { items: await this.sources.askAll(caller, id) };
  }
}
