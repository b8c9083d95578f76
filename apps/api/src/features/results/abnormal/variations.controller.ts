import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { ItemCode, VariationChange, VariationList, VariationVersions } from './variation.dto.js';
import { Variations } from './variations.queries.js';

@ApiTags('results')
@Controller('lab-variations')
export class VariationsController {
  constructor(private readonly variations: Variations) {}

  @Endpoint({ route: 'GET /', summary: '检验项目的变异系数', permission: 'lab:read', audit: 'search', returns: VariationList })
  async list(@CurrentCaller() caller: Caller): Promise<VariationList> {
    return { items: await this.variations.list(caller) };
  }

  @Endpoint({ route: 'GET /:code/versions', summary: '变异系数的历次版本', permission: 'lab:read', audit: 'search', returns: VariationVersions })
  async versions(@CurrentCaller() caller: Caller, @Param() { code }: ItemCode): Promise<VariationVersions> {
    return { items: await this.variations.versions(caller, code) };
  }

  @Endpoint({ route: 'PUT /:code', summary: '修改变异系数', permission: 'lab:configure', audit: 'change', returns: 'nothing' })
  change(@CurrentCaller() caller: Caller, @Param() { code }: ItemCode, @Body() change: VariationChange): Promise<void> {
    return this.variations.change(caller, code, change);
  }
}
