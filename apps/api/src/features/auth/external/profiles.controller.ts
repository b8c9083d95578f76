import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { ProfileChoice, ProfileProposals } from './profile.dto.js';
import { WecomProfiles } from './wecom-profiles.service.js';

const OWN = { anySignedIn: 'His own name and phone' } as const;

/** 企业微信 通讯录: what it says otherwise, and what of it is taken over. */
@ApiTags('auth')
@Controller()
export class ProfilesController {
  constructor(private readonly profiles: WecomProfiles) {}

  @Endpoint({ route: 'GET /me/identities/wecom/profile', summary: '企业微信通讯录与本人资料的差异', permission: OWN, audit: { skip: 'His own' }, returns: ProfileProposals })
  own(@CurrentCaller() caller: Caller): Promise<ProfileProposals> {
    return this.profiles.take(caller, caller.userId, []);
  }

  @Endpoint({ route: 'POST /me/identities/wecom/profile', summary: '采用企业微信通讯录的姓名、手机', permission: OWN, audit: 'change', returns: ProfileProposals })
  takeOwn(@CurrentCaller() caller: Caller, @Body() { fields }: ProfileChoice): Promise<ProfileProposals> {
    return this.profiles.take(caller, caller.userId, fields);
  }

  @Endpoint({ route: 'POST /users/:id/sync-from-wecom', summary: '用企业微信通讯录更新账号的姓名、手机', permission: 'user:write', audit: 'change', returns: ProfileProposals })
  take(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { fields }: ProfileChoice): Promise<ProfileProposals> {
    return this.profiles.take(caller, id, fields);
  }
}
