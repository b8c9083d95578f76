import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { CheckupId } from '../checkup.dto.js';
import { SummaryDrafts } from './summary-drafts.service.js';
import { SummarySteps } from './summary-steps.service.js';
import { NewEdition, SummaryInput, SummaryRow, SummaryStep, SummaryView } from './summary.dto.js';

/** The hospital's own summary (干保小结) of a check-up. */
@ApiTags('checkups')
@Controller('checkups/:id/summary')
export class SummariesController {
  constructor(
    private readonly drafts: SummaryDrafts,
    private readonly steps: SummarySteps,
  ) {}

  @Endpoint({ route: 'GET /', summary: '体检小结', permission: 'checkup:read', audit: 'view', returns: SummaryView })
  view(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId): Promise<SummaryView> {
    return this.drafts.view(caller, id);
  }

  @Endpoint({ route: 'PUT /', summary: '保存体检小结', permission: 'checkup:summarize', audit: 'change', returns: SummaryRow })
  save(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() input: SummaryInput): Promise<SummaryRow> {
    return this.drafts.save(caller, id, input);
  }

  @Endpoint({ route: 'POST /editions', summary: '更正已发布的体检小结', permission: 'checkup:summarize', audit: 'change', returns: SummaryRow })
  correct(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() input: NewEdition): Promise<SummaryRow> {
    return this.drafts.nextEdition(caller, id, input);
  }

  @Endpoint({ route: 'POST /submit', summary: '提交体检小结', permission: 'checkup:summarize', audit: 'change', returns: SummaryRow })
  submit(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.submit(caller, id, step);
  }

  @Endpoint({ route: 'POST /approve', summary: '审核体检小结', permission: 'checkup:approve', audit: 'change', returns: SummaryRow })
  approve(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.approve(caller, id, step);
  }

  @Endpoint({ route: 'POST /return', summary: '退回体检小结', permission: 'checkup:approve', audit: 'change', returns: SummaryRow })
  giveBack(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.giveBack(caller, id, step);
  }

  @Endpoint({ route: 'POST /publish', summary: '发布体检小结', permission: 'checkup:approve', audit: 'change', returns: SummaryRow })
  publish(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.publish(caller, id, step);
  }

  @Endpoint({ route: 'POST /withdraw', summary: '撤回体检小结', permission: 'checkup:summarize', audit: 'change', returns: SummaryRow })
  withdraw(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.withdraw(caller, id, step);
  }

  @Endpoint({ route: 'POST /confirm', summary: '报告更正后复核体检小结', permission: 'checkup:summarize', audit: 'change', returns: SummaryRow })
  confirm(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Body() step: SummaryStep): Promise<SummaryRow> {
    return this.steps.confirm(caller, id, step);
  }
}
