import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { HOSPITAL_NAME } from '../../platform/http/hospital-name.js';
import { Branding, DictionaryList } from './dictionary.dto.js';
import { SettingsQueries } from './settings.queries.js';

const NO_PEOPLE = { skip: 'No data of people' } as const;

@ApiTags('settings')
@Controller()
export class SettingsController {
  constructor(
    private readonly settings: SettingsQueries,
    private readonly environment: Environment,
  ) {}

  @Endpoint({ route: 'GET /dictionaries', summary: '字典', permission: { anySignedIn: 'Codes and names' }, audit: NO_PEOPLE, returns: DictionaryList })
  async dictionaries(@CurrentCaller() caller: Caller): Promise<DictionaryList> {
    return { items: await this.settings.dictionaries(caller) };
  }

  @Endpoint({ route: 'GET /public/branding', summary: '医院与产品名称', permission: { open: 'Shown on the sign-in page' }, audit: NO_PEOPLE, returns: Branding })
  branding(): Branding {
    return {
      hospitalName: HOSPITAL_NAME, productName: '干部医疗保健管理系统',
      demo: this.environment.values.DEMO, version: '0.1.0',
    };
  }
}
