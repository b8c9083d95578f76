import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import {
  ClearancePage, ClearanceQuery, ColleagueQuery, Colleagues, Decision, MadeProposal, NewClearance, ProposalPage, ProposalQuery, Reason,
} from './clearance.dto.js';
import { ClearanceQueries } from './clearances.queries.js';
import { Clearances } from './clearances.service.js';
import { Proposals } from './proposals.service.js';

/** 机密用户 by two people. */
@ApiTags('secrecy')
@Controller('clearances')
export class ClearancesController {
  constructor(
    private readonly clearances: Clearances,
    private readonly queries: ClearanceQueries,
    private readonly proposals: Proposals,
  ) {}

  @Endpoint({ route: 'GET /', summary: '机密用户', permission: 'clearance:read', audit: 'search', returns: ClearancePage })
  list(@CurrentCaller() caller: Caller, @Query() query: ClearanceQuery): Promise<ClearancePage> {
    return this.queries.list(caller, query);
  }

  @Endpoint({ route: 'POST /:id/revoke', summary: '撤销机密授权', permission: 'clearance:revoke', audit: 'change', returns: 'nothing' })
  revoke(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: Reason): Promise<void> {
    return this.queries.revoke(caller, id, reason);
  }

  @Endpoint({ route: 'GET /colleagues', summary: '可提请机密授权的人员', permission: 'clearance:propose', audit: 'search', returns: Colleagues })
  async colleagues(@CurrentCaller() caller: Caller, @Query() { keyword }: ColleagueQuery): Promise<Colleagues> {
    return { items: await this.queries.colleagues(caller, keyword) };
  }

  @Endpoint({ route: 'GET /proposals', summary: '机密授权的提请', permission: 'clearance:read', audit: 'search', returns: ProposalPage })
  proposed(@CurrentCaller() caller: Caller, @Query() query: ProposalQuery): Promise<ProposalPage> {
    return this.proposals.page(caller, ['clearance'], query);
  }

  @Endpoint({ route: 'POST /proposals', summary: '提请机密授权', permission: 'clearance:propose', audit: 'change', returns: MadeProposal, fresh: true })
  propose(@CurrentCaller() caller: Caller, @Body() asked: NewClearance): Promise<MadeProposal> {
    return this.clearances.propose(caller, asked);
  }

  @Endpoint({ route: 'POST /proposals/:id/approve', summary: '批准机密授权', permission: 'clearance:approve', audit: 'change', returns: 'nothing', fresh: true })
  approve(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: Decision): Promise<void> {
    return this.clearances.approve(caller, id, note);
  }

  @Endpoint({ route: 'POST /proposals/:id/reject', summary: '不同意机密授权', permission: 'clearance:approve', audit: 'change', returns: 'nothing' })
  reject(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: Decision): Promise<void> {
    return this.proposals.turnDown(caller, id, ['clearance'], note);
  }

  @Endpoint({ route: 'POST /proposals/:id/withdraw', summary: '撤回机密授权的提请', permission: 'clearance:propose', audit: 'change', returns: 'nothing' })
  withdraw(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.proposals.withdraw(caller, id, ['clearance']);
  }
}
