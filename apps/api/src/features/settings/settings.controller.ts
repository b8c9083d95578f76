import { createHash } from 'node:crypto';
import { Controller, Headers, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { hospitalName } from '../../platform/http/hospital-name.js';
import { Branding, DictionaryList } from './dictionary.dto.js';
import { SettingsQueries } from './settings.queries.js';

/** What is said of an answer beside its body. */
interface Reply {
  header(name: string, value: string): unknown;
  code(status: number): unknown;
}

const NO_PEOPLE = { skip: 'No data of people' } as const;

@ApiTags('settings')
@Controller()
export class SettingsController {
  constructor(
    private readonly settings: SettingsQueries,
    private readonly environment: Environment,
  ) {}

  /** Whoever has the answer already, and says so with its ETag, is not sent it again. */
  @Endpoint({ route: 'GET /dictionaries', summary: '字典', permission: { anySignedIn: 'Codes and names' }, audit: NO_PEOPLE, returns: DictionaryList })
  async dictionaries(@CurrentCaller() caller: Caller, @Headers('if-none-match') known: string | undefined, @Res({ passthrough: true }) reply: Reply): Promise<DictionaryList> {
    const items = await this.settings.dictionaries(caller);
    const tag = `"${createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', tag);
    if (known === tag) reply.code(304);
    return { items };
  }

  @Endpoint({ route: 'GET /public/branding', summary: '医院与产品名称', permission: { open: 'Shown on the sign-in page' }, audit: NO_PEOPLE, returns: Branding })
  branding(): Branding {
    return {
      hospitalName: hospitalName(), productName: '干部医疗保健管理系统',
      demo: this.environment.values.DEMO, version: '0.1.0',
    };
  }
}
