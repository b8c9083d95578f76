import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { BeneficiaryDetail, RevealedNumber, RevealRequest } from './beneficiary-detail.dto.js';
import { BeneficiaryPage, PersonId, RosterQuery, RosterSummary } from './beneficiary.dto.js';
import { BeneficiaryQueries } from './beneficiaries.queries.js';
import { CreatedPerson, NewPerson } from './new-person.dto.js';
import { NewPersonService } from './new-person.service.js';
import { PersonQueries } from './person.queries.js';

@ApiTags('roster')
@Controller('beneficiaries')
export class BeneficiariesController {
  constructor(
    private readonly roster: BeneficiaryQueries,
    private readonly people: PersonQueries,
    private readonly newPeople: NewPersonService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '保健对象列表', permission: 'beneficiary:read', audit: 'search', returns: BeneficiaryPage })
  list(@CurrentCaller() caller: Caller, @Query() query: RosterQuery): Promise<BeneficiaryPage> {
    return this.roster.list(caller, query);
  }

  @Endpoint({ route: 'GET /summary', summary: '保健对象人数', permission: 'beneficiary:read', audit: 'search', returns: RosterSummary })
  summary(@CurrentCaller() caller: Caller, @Query() query: RosterQuery): Promise<RosterSummary> {
    return this.roster.summary(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出保健对象名册', permission: 'beneficiary:export', audit: 'export', returns: 'file' })
  async export(@CurrentCaller() caller: Caller, @Query() query: RosterQuery): Promise<StreamableFile> {
    return (await this.roster.export(caller, query)).file;
  }

  @Endpoint({ route: 'GET /:id', summary: '保健对象详情', permission: 'beneficiary:read', audit: 'view', returns: BeneficiaryDetail })
  read(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<BeneficiaryDetail> {
    return this.people.read(caller, id);
  }

  @Endpoint({ route: 'POST /', summary: '新增保健对象', permission: 'beneficiary:write', audit: 'change', returns: CreatedPerson })
  enrol(@CurrentCaller() caller: Caller, @Body() person: NewPerson): Promise<CreatedPerson> {
    return this.newPeople.enrol(caller, person);
  }

  @Endpoint({ route: 'POST /:id/reveal', summary: '显示完整号码', permission: 'beneficiary:reveal', audit: 'reveal', returns: RevealedNumber })
  async reveal(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() request: RevealRequest): Promise<RevealedNumber> {
    return { value: await this.people.reveal(caller, id, request) };
  }
}
