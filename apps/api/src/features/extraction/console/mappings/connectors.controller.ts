import { suggestMapping } from '@cadre/connectors/suggestions/suggest-mapping';
import { TARGET_SHAPES } from '@cadre/connectors/suggestions/target-fields';
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { ConnectorsService } from './connectors.service.js';
import {
  ConnectorList,
  ConnectorStreamId,
  ImportRequest,
  NewConnector,
  StreamInForce,
  SuggestionList,
  SuggestRequest,
  VersionDetail,
  VersionDraft,
  VersionList,
} from './stream-version.dto.js';
import { StreamVersionQueries } from './stream-versions.queries.js';
import { StreamVersionsService } from './stream-versions.service.js';

@ApiTags('extraction')
@Controller('extraction')
export class ConnectorsController {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly versions: StreamVersionQueries,
    private readonly drafts: StreamVersionsService,
  ) {}

  @Endpoint({
    route: 'GET /connectors',
    summary: '接入包',
    permission: 'sync:read',
    audit: { skip: 'No data of people' },
    returns: ConnectorList,
  })
  async list(): Promise<ConnectorList> {
    return { items: await this.connectors.list() };
  }

  @Endpoint({
    route: 'POST /connectors',
    summary: '新建接入包',
    permission: 'sync:configure',
    audit: 'change',
    returns: ConnectorList,
  })
  async define(@CurrentCaller() caller: Caller, @Body() connector: NewConnector): Promise<ConnectorList> {
    await this.connectors.define(caller, connector);
    return this.list();
  }

  @Endpoint({
    route: 'POST /connectors/import',
    summary: '导入接入包',
    permission: 'sync:configure',
    audit: 'change',
    returns: ConnectorList,
  })
  async import(@CurrentCaller() caller: Caller, @Body() request: ImportRequest): Promise<ConnectorList> {
    await this.connectors.import(caller, request);
    return this.list();
  }

  @Endpoint({
    route: 'GET /connectors/:id/streams/:streamId',
    summary: '数据集当前的读取与映射',
    permission: 'sync:read',
    audit: { skip: 'No data of people' },
    returns: StreamInForce,
  })
  inForce(@Param() stream: ConnectorStreamId): Promise<StreamInForce> {
    return this.connectors.inForce(stream);
  }

  @Endpoint({
    route: 'GET /connectors/:id/streams/:streamId/versions',
    summary: '映射版本',
    permission: 'sync:read',
    audit: 'view',
    returns: VersionList,
  })
  async history(@CurrentCaller() caller: Caller, @Param() { id, streamId }: ConnectorStreamId): Promise<VersionList> {
    return { items: await this.versions.list(caller, id, streamId) };
  }

  @Endpoint({
    route: 'POST /connectors/:id/streams/:streamId/versions',
    summary: '新建映射草稿',
    permission: 'sync:configure',
    audit: 'change',
    returns: VersionDetail,
  })
  async draft(
    @CurrentCaller() caller: Caller,
    @Param() stream: ConnectorStreamId,
    @Body() draft: VersionDraft,
  ): Promise<VersionDetail> {
    return this.versions.one(caller, await this.drafts.draft(caller, stream, draft));
  }

  @Endpoint({
    route: 'POST /mapping-suggestions',
    summary: '映射建议',
    permission: 'sync:configure',
    audit: { skip: 'No data of people' },
    returns: SuggestionList,
  })
  suggest(@Body() { target, part, fields }: SuggestRequest): SuggestionList {
    const shape = TARGET_SHAPES[target];
    const offered = fields.map(({ name, type, comment }) => ({ name, type, comment: comment ?? null }));
    return {
      items: suggestMapping(offered, target, part).map((one) => ({ ...one })),
      parts: Object.keys(shape.parts),
      key: [...shape.key],
    };
  }
}
