import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { FigureCheckList, RebuildAsked, RebuildStarted } from './rebuild.dto.js';
import { RebuildService } from './rebuild.service.js';

@ApiTags('stats')
@Controller('stats/rebuild')
export class RebuildController {
  constructor(private readonly rebuild: RebuildService) {}

  @Endpoint({ route: 'GET /', summary: '统计的核对与重算记录', permission: 'stats:rebuild', audit: { skip: 'Sums and days, nobody of our people' }, returns: FigureCheckList })
  async checks(@CurrentCaller() caller: Caller): Promise<FigureCheckList> {
    return { items: await this.rebuild.checks(caller) };
  }

  @Endpoint({ route: 'POST /', summary: '重算统计', permission: 'stats:rebuild', audit: 'change', returns: RebuildStarted })
  async start(@CurrentCaller() caller: Caller, @Body() asked: RebuildAsked): Promise<RebuildStarted> {
    return { jobId: await this.rebuild.start(caller, asked) };
  }
}
