import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { ConfirmRemovals, DismissRemovals, ScanId, ScanPage, ScanQuery, ScanRow } from './scan.dto.js';
import { ScanDecisions } from './scan-decisions.service.js';
import { ScanQueries } from './scans.queries.js';

@ApiTags('extraction')
@Controller('extraction/scans')
export class ScansController {
  constructor(
    private readonly scans: ScanQueries,
    private readonly decisions: ScanDecisions,
  ) {}

  @Endpoint({ route: 'GET /', summary: '全量扫描核对记录', permission: 'sync:read', audit: 'view', returns: ScanPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ScanQuery): Promise<Page<ScanRow>> {
    return this.scans.page(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一次全量扫描核对', permission: 'sync:read', audit: 'view', returns: ScanRow })
  one(@CurrentCaller() caller: Caller, @Param() { id }: ScanId): Promise<ScanRow> {
    return this.scans.one(caller, id);
  }

  @Endpoint({ route: 'POST /:id/confirm-removals', summary: '确认源端已删除', permission: 'sync:run', audit: 'operate', returns: ScanRow })
  async confirm(@CurrentCaller() caller: Caller, @Param() { id }: ScanId, @Body() { count, reason }: ConfirmRemovals): Promise<ScanRow> {
    await this.decisions.confirm(caller, id, count, reason);
    return this.scans.one(caller, id);
  }

  @Endpoint({ route: 'POST /:id/dismiss', summary: '驳回删除（来源异常）', permission: 'sync:run', audit: 'operate', returns: ScanRow })
  async dismiss(@CurrentCaller() caller: Caller, @Param() { id }: ScanId, @Body() { reason }: DismissRemovals): Promise<ScanRow> {
    await this.decisions.dismiss(caller, id, reason);
    return this.scans.one(caller, id);
  }
}
