import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { ManualReconciliation } from './manual-reconciliation.service.js';
import {
  DayQuery, DayStateList, DifferencePage, DifferenceQuery, type DifferenceRow, ReconciliationDetail, ReconciliationId, ReconciliationPage,
  ReconciliationQuery, ReconciliationRequest, ReconciliationRow, RepullAnswer, RepullRequest,
} from './reconciliation.dto.js';
import { ReconciliationQueries } from './reconciliations.queries.js';
import { Repull } from './repull.service.js';

@ApiTags('extraction')
@Controller('extraction/reconciliations')
export class ReconciliationsController {
  constructor(
    private readonly queries: ReconciliationQueries,
    private readonly manual: ManualReconciliation,
    private readonly repulls: Repull,
  ) {}

  @Endpoint({ route: 'GET /', summary: '对账记录', permission: 'sync:read', audit: 'view', returns: ReconciliationPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ReconciliationQuery): Promise<Page<ReconciliationRow>> {
    return this.queries.page(caller, query);
  }

  @Endpoint({ route: 'GET /days', summary: '逐日对账结果', permission: 'sync:read', audit: 'view', returns: DayStateList })
  async days(@CurrentCaller() caller: Caller, @Query() query: DayQuery): Promise<DayStateList> {
    return { items: await this.queries.days(caller, query) };
  }

  @Endpoint({ route: 'GET /:id', summary: '一次对账', permission: 'sync:read', audit: 'view', returns: ReconciliationDetail })
  one(@CurrentCaller() caller: Caller, @Param() { id }: ReconciliationId): Promise<ReconciliationDetail> {
    return this.queries.one(caller, id);
  }

  @Endpoint({ route: 'GET /:id/differences', summary: '对账差异清单', permission: 'sync:run', audit: 'view', returns: DifferencePage })
  differences(@CurrentCaller() caller: Caller, @Param() { id }: ReconciliationId, @Query() query: DifferenceQuery): Promise<Page<DifferenceRow>> {
    return this.queries.differences(caller, id, query);
  }

  @Endpoint({ route: 'POST /', summary: '立即对账', permission: 'sync:run', audit: 'operate', returns: ReconciliationDetail })
  async start(@CurrentCaller() caller: Caller, @Body() request: ReconciliationRequest): Promise<ReconciliationDetail> {
    return this.queries.one(caller, await this.manual.start(caller, request));
  }

  @Endpoint({ route: 'POST /:id/repull', summary: '补取对账差异', permission: 'sync:run', audit: 'operate', returns: RepullAnswer })
  async repull(@CurrentCaller() caller: Caller, @Param() { id }: ReconciliationId, @Body() { reason }: RepullRequest): Promise<RepullAnswer> {
    return { runId: await this.repulls.repull(caller, id, reason) };
  }
}
