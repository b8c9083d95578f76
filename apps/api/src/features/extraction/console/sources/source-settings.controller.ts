import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { SourceId } from '../../source.dto.js';
import { SourceDiscovery } from './source-discovery.js';
import {
  DiscoverRequest,
  HostList,
  NewSource,
  OfferedViewList,
  SourceChange,
  SourceSettings,
  StreamChange,
  StreamId,
} from './source-settings.dto.js';
import { SourceSettingsQueries } from './source-settings.queries.js';
import { SourceSettingsService } from './source-settings.service.js';

@ApiTags('extraction')
@Controller('extraction')
export class SourceSettingsController {
  constructor(
    private readonly settings: SourceSettingsQueries,
    private readonly service: SourceSettingsService,
    private readonly discovery: SourceDiscovery,
  ) {}

  @Endpoint({
    route: 'GET /hosts',
    summary: '允许连接的主机',
    permission: 'sync:configure',
    audit: 'view',
    returns: HostList,
  })
  async hosts(@CurrentCaller() caller: Caller): Promise<HostList> {
    return { items: await this.settings.hosts(caller) };
  }

  @Endpoint({
    route: 'POST /sources',
    summary: '新增数据源',
    permission: 'sync:configure',
    audit: 'change',
    returns: SourceSettings,
  })
  async create(@CurrentCaller() caller: Caller, @Body() source: NewSource): Promise<SourceSettings> {
    await this.service.create(caller, source);
    return this.settings.one(caller, source.id);
  }

  @Endpoint({
    route: 'GET /sources/:id',
    summary: '数据源设置',
    permission: 'sync:read',
    audit: 'view',
    returns: SourceSettings,
  })
  one(@CurrentCaller() caller: Caller, @Param() { id }: SourceId): Promise<SourceSettings> {
    return this.settings.one(caller, id);
  }

  @Endpoint({
    route: 'PATCH /sources/:id',
    summary: '修改、启停、暂停数据源',
    permission: 'sync:configure',
    audit: 'change',
    returns: SourceSettings,
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param() { id }: SourceId,
    @Body() change: SourceChange,
  ): Promise<SourceSettings> {
    await this.service.change(caller, id, change);
    return this.settings.one(caller, id);
  }

  @Endpoint({
    route: 'PATCH /sources/:id/streams/:streamId',
    summary: '启停数据集、设置读取间隔',
    permission: 'sync:configure',
    audit: 'change',
    returns: SourceSettings,
  })
  async changeStream(
    @CurrentCaller() caller: Caller,
    @Param() { id, streamId }: StreamId,
    @Body() change: StreamChange,
  ): Promise<SourceSettings> {
    await this.service.changeStream(caller, id, streamId, change);
    return this.settings.one(caller, id);
  }

  @Endpoint({
    route: 'POST /sources/:id/discover',
    summary: '数据源提供哪些视图与字段',
    permission: 'sync:configure',
    audit: 'operate',
    returns: OfferedViewList,
  })
  async discover(@Param() { id }: SourceId, @Body() { transport }: DiscoverRequest): Promise<OfferedViewList> {
    return { items: await this.discovery.discover(id, transport) };
  }
}
