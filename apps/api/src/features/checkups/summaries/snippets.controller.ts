import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { Snippets } from './snippets.queries.js';
import { SnippetInput, SnippetList, SnippetRow } from './snippet.dto.js';

/** Phrases (常用语) to write summaries with. */
@ApiTags('checkups')
@Controller('summary-snippets')
export class SnippetsController {
  constructor(private readonly snippets: Snippets) {}

  @Endpoint({ route: 'GET /', summary: '体检小结常用语', permission: 'checkup:summarize', audit: 'view', returns: SnippetList })
  async list(@CurrentCaller() caller: Caller): Promise<SnippetList> {
    return { items: await this.snippets.list(caller) };
  }

  @Endpoint({ route: 'POST /', summary: '新增常用语', permission: 'checkup:summarize', audit: 'change', returns: SnippetRow })
  add(@CurrentCaller() caller: Caller, @Body() input: SnippetInput): Promise<SnippetRow> {
    return this.snippets.add(caller, input);
  }

  @Endpoint({ route: 'DELETE /:id', summary: '删除常用语', permission: 'checkup:summarize', audit: 'change', returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.snippets.remove(caller, id);
  }
}
