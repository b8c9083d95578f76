import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { NewExport, StartedJob } from './export.dto.js';
import { ExportsService } from './exports.service.js';

@ApiTags('transfers')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Endpoint({
    route: 'POST /', summary: '后台导出列表', permission: { anySignedIn: 'The right to export this very list is asked for, now and when it runs' },
    audit: 'operate', returns: StartedJob,
  })
  start(@CurrentCaller() caller: Caller, @Body() request: NewExport): Promise<StartedJob> {
    return this.exports.start(caller, request);
  }
}
