import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { Me, Preference } from './auth.dto.js';
import { MeQueries } from './me.queries.js';
import { PreferenceKey, PreferenceValue } from './preference.dto.js';

const ANYBODY = { anySignedIn: 'His own' } as const;
const OWN = { skip: 'His own settings; the record of nobody else is touched' } as const;

@ApiTags('auth')
@Controller('me')
export class MeController {
  constructor(private readonly me: MeQueries) {}

  @Endpoint({ route: 'GET /', summary: '当前用户', permission: ANYBODY, audit: OWN, returns: Me, despiteDuty: true })
  read(@CurrentCaller() caller: Caller): Promise<Me> {
    return this.me.describe(caller);
  }

  @Endpoint({ route: 'GET /preferences/:key', summary: '读取个人设置', permission: ANYBODY, audit: OWN, returns: Preference })
  preference(@CurrentCaller() caller: Caller, @Param() { key }: PreferenceKey): Promise<Preference> {
    return this.me.preference(caller, key);
  }

  @Endpoint({ route: 'PUT /preferences/:key', summary: '保存个人设置', permission: ANYBODY, audit: OWN, returns: 'nothing' })
  savePreference(@CurrentCaller() caller: Caller, @Param() { key }: PreferenceKey, @Body() { value }: PreferenceValue): Promise<void> {
    return this.me.savePreference(caller, key, value);
  }
}
