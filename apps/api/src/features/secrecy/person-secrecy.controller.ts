import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { CareTeam, CareTeamPlace, NewCareTeamMember } from './care-team.dto.js';
import { CareTeams } from './care-teams.service.js';
import { MadeProposal, Reason } from './clearance.dto.js';
import { ChangedSecrecy, NewSecrecy } from './secrecy.dto.js';
import { SecrecyChanges } from './secrecy-changes.service.js';

/** What is decided about one person's secrecy. */
@ApiTags('secrecy')
@Controller('beneficiaries')
export class PersonSecrecyController {
  constructor(
    private readonly teams: CareTeams,
    private readonly changes: SecrecyChanges,
  ) {}

  @Endpoint({ route: 'GET /:id/care-team', summary: '照护团队', permission: 'care-team:manage', audit: 'view', returns: CareTeam })
  async team(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<CareTeam> {
    return { items: await this.teams.members(caller, id) };
  }

  @Endpoint({ route: 'POST /:id/care-team', summary: '提请照护团队成员', permission: 'care-team:manage', audit: 'change', returns: MadeProposal, fresh: true })
  propose(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() asked: NewCareTeamMember): Promise<MadeProposal> {
    return this.teams.propose(caller, id, asked);
  }

  @Endpoint({ route: 'POST /:id/care-team/:memberId/revoke', summary: '撤销照护团队成员', permission: 'care-team:manage', audit: 'change', returns: 'nothing' })
  revoke(@CurrentCaller() caller: Caller, @Param() { id, memberId }: CareTeamPlace, @Body() { reason }: Reason): Promise<void> {
    return this.teams.revoke(caller, id, memberId, reason);
  }

  @Endpoint({ route: 'POST /:id/classify', summary: '设定密级', permission: 'confidential:classify', audit: 'change', returns: ChangedSecrecy, fresh: true })
  classify(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() said: NewSecrecy): Promise<ChangedSecrecy> {
    return this.changes.set(caller, id, said);
  }

  @Endpoint({ route: 'POST /:id/declassify', summary: '解除机密', permission: 'confidential:classify', audit: 'change', returns: ChangedSecrecy, fresh: true })
  declassify(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: Reason): Promise<ChangedSecrecy> {
    return this.changes.lift(caller, id, reason);
  }
}
