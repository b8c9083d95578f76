import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import type { Page } from '../../../../platform/http/page.dto.js';
import {
  FailureChoice,
  NewCodeReplay,
  NewReplayTask,
  ReplayItemPage,
  ReplayItemQuery,
  ReplayItemRow,
  ReplayPreview,
  ReplayTaskId,
  ReplayTaskPage,
  ReplayTaskQuery,
  ReplayTaskRow,
} from './replay-task.dto.js';
import { ReplayTaskQueries } from './replay-tasks.queries.js';
import { ReplayTasksService } from './replay-tasks.service.js';

@ApiTags('extraction')
@Controller('extraction/replay-tasks')
export class ReplayTasksController {
  constructor(
    private readonly tasks: ReplayTaskQueries,
    private readonly service: ReplayTasksService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '重试任务', permission: 'sync:read', audit: 'view', returns: ReplayTaskPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ReplayTaskQuery): Promise<Page<ReplayTaskRow>> {
    return this.tasks.page(caller, query);
  }

  @Endpoint({
    route: 'POST /preview',
    summary: '重试将涉及多少条',
    permission: 'sync:replay',
    audit: 'view',
    returns: ReplayPreview,
  })
  preview(@CurrentCaller() caller: Caller, @Body() choice: FailureChoice): Promise<ReplayPreview> {
    return this.service.preview(caller, choice);
  }

  @Endpoint({
    route: 'POST /',
    summary: '新建重试任务',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayTaskRow,
  })
  async create(@CurrentCaller() caller: Caller, @Body() request: NewReplayTask): Promise<ReplayTaskRow> {
    return this.tasks.one(caller, await this.service.create(caller, request));
  }

  @Endpoint({
    route: 'POST /codes',
    summary: '按新的代码对照重新转换已存数据',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayTaskRow,
  })
  async createForCode(@CurrentCaller() caller: Caller, @Body() request: NewCodeReplay): Promise<ReplayTaskRow> {
    return this.tasks.one(caller, await this.service.createForCode(caller, request));
  }

  @Endpoint({
    route: 'GET /:id',
    summary: '一个重试任务',
    permission: 'sync:read',
    audit: 'view',
    returns: ReplayTaskRow,
  })
  one(@CurrentCaller() caller: Caller, @Param() { id }: ReplayTaskId): Promise<ReplayTaskRow> {
    return this.tasks.one(caller, id);
  }

  @Endpoint({
    route: 'GET /:id/items',
    summary: '重试任务的逐条结果',
    permission: 'sync:read',
    audit: 'view',
    returns: ReplayItemPage,
  })
  items(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ReplayTaskId,
    @Query() query: ReplayItemQuery,
  ): Promise<Page<ReplayItemRow>> {
    return this.tasks.items(caller, id, query);
  }

  @Endpoint({
    route: 'POST /:id/pause',
    summary: '暂停重试任务',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayTaskRow,
  })
  pause(@CurrentCaller() caller: Caller, @Param() { id }: ReplayTaskId): Promise<ReplayTaskRow> {
    return this.move(caller, id, 'paused');
  }

  @Endpoint({
    route: 'POST /:id/resume',
    summary: '继续重试任务',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayTaskRow,
  })
  resume(@CurrentCaller() caller: Caller, @Param() { id }: ReplayTaskId): Promise<ReplayTaskRow> {
    return this.move(caller, id, 'queued');
  }

  @Endpoint({
    route: 'POST /:id/cancel',
    summary: '取消重试任务',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayTaskRow,
  })
  cancel(@CurrentCaller() caller: Caller, @Param() { id }: ReplayTaskId): Promise<ReplayTaskRow> {
    return this.move(caller, id, 'cancelled');
  }

  private async move(caller: Caller, id: string, to: 'paused' | 'queued' | 'cancelled'): Promise<ReplayTaskRow> {
    await this.service.move(caller, id, to);
    return this.tasks.one(caller, id);
  }
}
