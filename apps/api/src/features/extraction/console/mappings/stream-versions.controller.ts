import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { DryRunAnswer, DryRunRequest } from './dry-run.dto.js';
import { DryRunService } from './dry-run.service.js';
import { GoldenSamplesService } from './golden-samples.service.js';
import {
  ActivateRequest,
  NewSample,
  RetireRequest,
  SampleId,
  VersionDetail,
  VersionDraft,
  VersionId,
} from './stream-version.dto.js';
import { StreamVersionQueries } from './stream-versions.queries.js';
import { StreamVersionsService } from './stream-versions.service.js';

@ApiTags('extraction')
@Controller('extraction/stream-versions')
export class StreamVersionsController {
  constructor(
    private readonly versions: StreamVersionQueries,
    private readonly service: StreamVersionsService,
    private readonly samples: GoldenSamplesService,
    private readonly dryRuns: DryRunService,
  ) {}

  @Endpoint({
    route: 'GET /:id',
    summary: '一个映射版本',
    permission: 'sync:read',
    audit: 'view',
    returns: VersionDetail,
  })
  one(@CurrentCaller() caller: Caller, @Param() { id }: VersionId): Promise<VersionDetail> {
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'PUT /:id',
    summary: '修改映射草稿',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async edit(
    @CurrentCaller() caller: Caller,
    @Param() { id }: VersionId,
    @Body() draft: VersionDraft,
  ): Promise<VersionDetail> {
    await this.service.edit(caller, id, draft);
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'POST /:id/activate',
    summary: '启用映射版本（或退回到它）',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async activate(
    @CurrentCaller() caller: Caller,
    @Param() { id }: VersionId,
    @Body() request: ActivateRequest,
  ): Promise<VersionDetail> {
    await this.service.activate(caller, id, request);
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'POST /:id/retire',
    summary: '停用映射版本',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async retire(
    @CurrentCaller() caller: Caller,
    @Param() { id }: VersionId,
    @Body() { reason }: RetireRequest,
  ): Promise<VersionDetail> {
    await this.service.retire(caller, id, reason);
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'PUT /:id/samples',
    summary: '保存核对样本',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async keepSample(
    @CurrentCaller() caller: Caller,
    @Param() { id }: VersionId,
    @Body() sample: NewSample,
  ): Promise<VersionDetail> {
    await this.samples.keep(caller, id, sample);
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'DELETE /:id/samples/:name',
    summary: '删除核对样本',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async removeSample(@CurrentCaller() caller: Caller, @Param() { id, name }: SampleId): Promise<VersionDetail> {
    await this.samples.remove(caller, id, name);
    return this.versions.one(caller, id);
  }

  @Endpoint({
    route: 'POST /:id/dry-run',
    summary: '用真实数据试转换',
    permission: 'sync:configure',
    audit: 'operate',
    returns: DryRunAnswer,
  })
  async dryRun(
    @CurrentCaller() caller: Caller,
    @Param() { id }: VersionId,
    @Body() request: DryRunRequest,
  ): Promise<DryRunAnswer> {
    return this.dryRuns.run(caller, await this.versions.one(caller, id), request);
  }
}
