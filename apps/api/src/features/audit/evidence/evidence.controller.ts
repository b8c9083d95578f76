import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { EvidenceRequest } from './evidence.dto.js';
import { EvidenceService } from './evidence.service.js';

@ApiTags('audit')
@Controller('audit/evidence')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Endpoint({ route: 'GET /', summary: '出具审计证据包', permission: 'audit:export', audit: 'export', returns: 'file', fresh: true })
  package(@CurrentCaller() caller: Caller, @Query() request: EvidenceRequest): Promise<StreamableFile> {
    return this.evidence.package(caller, request);
  }
}
