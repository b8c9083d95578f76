import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CheckList, FreshnessList, SourceId, SourceList } from './source.dto.js';
import { SourceCheck } from './source-check.js';
import { SourceQueries } from './sources.queries.js';

@ApiTags('extraction')
@Controller('extraction')
export class SourcesController {
  constructor(
    private readonly sources: SourceQueries,
    private readonly check: SourceCheck,
  ) {}

  @Endpoint({
    route: 'GET /freshness', summary: '各来源数据更新时间', permission: { anySignedIn: 'Every page shows how fresh it is' },
    audit: { skip: 'No data of people' }, returns: FreshnessList,
  })
  async freshness(@CurrentCaller() caller: Caller): Promise<FreshnessList> {
    return { items: await this.sources.freshness(caller) };
  }

  @Endpoint({ route: 'GET /sources', summary: '数据源总览', permission: 'sync:read', audit: 'view', returns: SourceList })
  async list(@CurrentCaller() caller: Caller): Promise<SourceList> {
    return { items: await this.sources.list(caller) };
  }

  @Endpoint({ route: 'POST /sources/:id/check', summary: '检查数据源连接', permission: 'sync:run', audit: 'operate', returns: CheckList })
  async checkSource(@Param() { id }: SourceId): Promise<CheckList> {
    return { items: await this.check.check(id) };
  }
}
