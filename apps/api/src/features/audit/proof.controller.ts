import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { ProofState, VerifyAnswer, VerifyRequest } from './proof.dto.js';
import { ProofService } from './proof.service.js';

@ApiTags('audit')
@Controller('audit/proof')
export class ProofController {
  constructor(private readonly proof: ProofService) {}

  @Endpoint({ route: 'GET /', summary: '审计链条与锚点', permission: 'audit:read', audit: 'view', returns: ProofState })
  state(@CurrentCaller() caller: Caller): Promise<ProofState> {
    return this.proof.state(caller);
  }

  @Endpoint({ route: 'POST /verify', summary: '校验审计记录完整性', permission: 'audit:read', audit: 'operate', returns: VerifyAnswer })
  verify(@CurrentCaller() caller: Caller, @Body() request: VerifyRequest): Promise<VerifyAnswer> {
    return this.proof.verify(caller, request);
  }
}
