import { Body, Controller, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { CleanText } from '../../../platform/http/input-rules.js';
import { ParameterChange, ParameterHistory, ParameterId, ParameterList } from './parameter.dto.js';
import { ParameterAdmin } from './parameter-admin.service.js';
import { ParameterComparison, ParameterDifferences, ParameterFile, ParameterImport } from './parameter-transfer.dto.js';
import { ParameterTransfer } from './parameter-transfer.service.js';

class ParameterReset {
  @ApiProperty({ minLength: 2, description: 'Goes on the access trail' }) @CleanText(200, 2) reason: string;
}

@ApiTags('settings')
@Controller('parameters')
export class ParametersController {
  constructor(
    private readonly admin: ParameterAdmin,
    private readonly transfer: ParameterTransfer,
  ) {}

  @Endpoint({ route: 'GET /', summary: '系统参数', permission: 'parameter:read', audit: 'search', returns: ParameterList })
  async list(@CurrentCaller() caller: Caller): Promise<ParameterList> {
    return { items: await this.admin.list(caller) };
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改参数', permission: 'parameter:write', audit: 'change', returns: 'nothing', fresh: true })
  change(@CurrentCaller() caller: Caller, @Param() { id }: ParameterId, @Body() change: ParameterChange): Promise<void> {
    return this.admin.change(caller, id, change);
  }

  @Endpoint({ route: 'POST /:id/reset', summary: '恢复默认值', permission: 'parameter:write', audit: 'change', returns: 'nothing', fresh: true })
  reset(@CurrentCaller() caller: Caller, @Param() { id }: ParameterId, @Body() { reason }: ParameterReset): Promise<void> {
    return this.admin.reset(caller, id, reason);
  }

  @Endpoint({ route: 'GET /:id/history', summary: '参数修改历史', permission: 'parameter:read', audit: 'search', returns: ParameterHistory })
  async history(@CurrentCaller() caller: Caller, @Param() { id }: ParameterId): Promise<ParameterHistory> {
    return { items: await this.admin.history(caller, id) };
  }

  @Endpoint({ route: 'GET /file', summary: '导出参数', permission: 'parameter:read', audit: 'export', returns: ParameterFile })
  file(@CurrentCaller() caller: Caller): Promise<ParameterFile> {
    return this.transfer.file(caller);
  }

  @Endpoint({ route: 'POST /compare', summary: '与另一环境的参数比较', permission: 'parameter:read', audit: 'search', returns: ParameterDifferences })
  async compare(@CurrentCaller() caller: Caller, @Body() { parameters }: ParameterComparison): Promise<ParameterDifferences> {
    return { items: await this.transfer.compare(caller, parameters) };
  }

  @Endpoint({ route: 'POST /import', summary: '导入参数', permission: 'parameter:write', audit: 'change', returns: 'nothing', fresh: true })
  take(@CurrentCaller() caller: Caller, @Body() given: ParameterImport): Promise<void> {
    return this.transfer.take(caller, given);
  }
}
