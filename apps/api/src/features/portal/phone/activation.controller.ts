import { Body, Controller, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { PlatformRequest } from '../../../platform/access/access.guard.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { Activation, PhoneSessionAnswer } from './activation.dto.js';
import { ActivationService } from './activation.service.js';

/** How somebody begins on the phone. */
@ApiTags('portal')
@Controller('m/v1/activation')
export class ActivationController {
  constructor(private readonly activation: ActivationService) {}

  @Endpoint({
    route: 'POST /', summary: '用激活短信激活手机端账户', permission: { open: 'Nobody is signed in yet; the code of the message is the proof' },
    audit: 'sign-in', returns: PhoneSessionAnswer,
  })
  activate(@Body() { phone, code }: Activation, @Req() request: PlatformRequest): Promise<PhoneSessionAnswer> {
    return this.activation.activate(phone, code, request.context!);
  }
}
