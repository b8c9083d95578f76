import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { CodeMapping, CodeMappings, MappingSuggestions, Unmapped } from './mapping.dto.js';
import { MappingsService } from './mappings.service.js';

@ApiTags('organization')
@Controller('user-mappings')
export class MappingsController {
  constructor(private readonly mappings: MappingsService) {}

  @Endpoint({ route: 'GET /suggestions', summary: '工号自动对照的建议', permission: 'user:read', audit: 'search', returns: MappingSuggestions })
  async suggestions(@CurrentCaller() caller: Caller): Promise<MappingSuggestions> {
    return { items: await this.mappings.suggestions(caller) };
  }

  @Endpoint({ route: 'GET /unmapped', summary: '未对照的工号和账号', permission: 'user:read', audit: 'search', returns: Unmapped })
  unmapped(@CurrentCaller() caller: Caller): Promise<Unmapped> {
    return this.mappings.unmapped(caller);
  }

  @Endpoint({ route: 'POST /', summary: '确认工号对照', permission: 'user:write', audit: 'change', returns: 'nothing' })
  confirm(@CurrentCaller() caller: Caller, @Body() { items }: CodeMappings): Promise<void> {
    return this.mappings.confirm(caller, items);
  }

  @Endpoint({ route: 'POST /remove', summary: '解除工号对照', permission: 'user:write', audit: 'change', returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Body() mapping: CodeMapping): Promise<void> {
    return this.mappings.remove(caller, mapping);
  }
}
