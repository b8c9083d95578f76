import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonId } from './beneficiary.dto.js';
import { CandidateQuery, ConfirmRequest, MatchCandidatePage, MatchDecision, RejectRequest } from './match-candidate.dto.js';
import { MatchCandidateQueries } from './match-candidates.queries.js';
import { MatchDecisions } from './match-decisions.service.js';

@ApiTags('roster')
@Controller('match-candidates')
export class MatchCandidatesController {
  constructor(
    private readonly candidates: MatchCandidateQueries,
    private readonly decisions: MatchDecisions,
  ) {}

  @Endpoint({ route: 'GET /', summary: '待匹配患者列表', permission: 'match:read', audit: 'search', returns: MatchCandidatePage })
  list(@CurrentCaller() caller: Caller, @Query() query: CandidateQuery): Promise<MatchCandidatePage> {
    return this.candidates.list(caller, query);
  }

  @Endpoint({ route: 'POST /:id/confirm', summary: '确认匹配', permission: 'match:decide', audit: 'change', returns: MatchDecision })
  confirm(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() request: ConfirmRequest): Promise<MatchDecision> {
    return this.decisions.confirm(caller, id, request);
  }

  @Endpoint({ route: 'POST /:id/reject', summary: '驳回匹配', permission: 'match:decide', audit: 'change', returns: MatchDecision })
  reject(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() { reason }: RejectRequest): Promise<MatchDecision> {
    return this.decisions.reject(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/undo', summary: '撤销匹配决定', permission: 'match:decide', audit: 'change', returns: MatchDecision })
  undo(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<MatchDecision> {
    return this.decisions.undo(caller, id);
  }
}
