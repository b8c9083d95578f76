import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { BatchAsked, BatchStarted } from './batch.dto.js';
import { BatchesService } from './batches.service.js';

@ApiTags('archive')
@Controller('archive-batches')
export class BatchesController {
  constructor(private readonly batches: BatchesService) {}

  @Endpoint({ route: 'POST /', summary: '为一个单位或级别批量生成健康档案', permission: 'archive:generate', audit: 'export', returns: BatchStarted })
  start(@CurrentCaller() caller: Caller, @Body() asked: BatchAsked): Promise<BatchStarted> {
    return this.batches.start(caller, asked);
  }
}
