import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { CareTeams } from './care-teams.service.js';
import { ClearanceQueries } from './clearances.queries.js';
import { ColleagueQuery, Colleagues, Decision, MadeProposal, ProposalPage, ProposalQuery } from './clearance.dto.js';
import { Proposals } from './proposals.service.js';
import { ManySecrecies } from './secrecy.dto.js';
import { SecrecyChanges } from './secrecy-changes.service.js';

/** What two people decide about 机密 people: their care teams, and 机密 of several at once. */
@ApiTags('secrecy')
@Controller('confidential-matters')
export class MattersController {
  constructor(
    private readonly proposals: Proposals,
    private readonly teams: CareTeams,
    private readonly changes: SecrecyChanges,
    private readonly colleagues: ClearanceQueries,
  ) {}

  @Endpoint({ route: 'GET /', summary: '机密事项的提请', permission: 'care-team:manage', audit: 'search', returns: ProposalPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ProposalQuery): Promise<ProposalPage> {
    return this.proposals.page(caller, ['care-team', 'secrecy'], query);
  }

  @Endpoint({ route: 'GET /colleagues', summary: '可进入照护团队的人员', permission: 'care-team:manage', audit: 'search', returns: Colleagues })
  async whom(@CurrentCaller() caller: Caller, @Query() { keyword }: ColleagueQuery): Promise<Colleagues> {
    return { items: await this.colleagues.colleagues(caller, keyword) };
  }

  @Endpoint({ route: 'POST /secrecy', summary: '提请批量设定密级', permission: 'confidential:classify', audit: 'change', returns: MadeProposal, fresh: true })
  propose(@CurrentCaller() caller: Caller, @Body() asked: ManySecrecies): Promise<MadeProposal> {
    return this.changes.proposeMany(caller, asked);
  }

  @Endpoint({ route: 'POST /secrecy/:id/approve', summary: '同意批量设定密级', permission: 'confidential:classify', audit: 'change', returns: 'nothing', fresh: true })
  approveMany(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: Decision): Promise<void> {
    return this.changes.approveMany(caller, id, note);
  }

  @Endpoint({ route: 'POST /care-team/:id/approve', summary: '同意照护团队成员', permission: 'care-team:manage', audit: 'change', returns: 'nothing', fresh: true })
  approve(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: Decision): Promise<void> {
    return this.teams.approve(caller, id, note);
  }

  @Endpoint({ route: 'POST /:id/reject', summary: '不同意机密事项', permission: 'care-team:manage', audit: 'change', returns: 'nothing' })
  reject(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: Decision): Promise<void> {
    return this.proposals.turnDown(caller, id, ['care-team', 'secrecy'], note);
  }

  @Endpoint({ route: 'POST /:id/withdraw', summary: '撤回机密事项的提请', permission: 'care-team:manage', audit: 'change', returns: 'nothing' })
  withdraw(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.proposals.withdraw(caller, id, ['care-team', 'secrecy']);
  }
}
