import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { DataAssetList } from './data-asset.dto.js';
import { DataAssetQueries } from './data-assets.queries.js';

@ApiTags('data-assets')
@Controller('data-assets')
export class DataAssetsController {
  constructor(private readonly assets: DataAssetQueries) {}

  @Endpoint({ route: 'GET /', summary: '数据资产：各类数据在各科室的数量与时间', permission: 'asset:read', audit: 'search', returns: DataAssetList })
  async list(@CurrentCaller() caller: Caller): Promise<DataAssetList> {
    return { items: await this.assets.list(caller) };
  }
}
