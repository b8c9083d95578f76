import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { NewRestrictedWord, RestrictedWordList, RestrictedWordRemoval } from './restricted-word.dto.js';
import { RestrictedWords } from './restricted-words.service.js';

@ApiTags('notes')
@Controller('restricted-words')
export class RestrictedWordsController {
  constructor(private readonly words: RestrictedWords) {}

  @Endpoint({ route: 'GET /', summary: '限制类文书的词语', permission: 'clearance:words', audit: 'search', returns: RestrictedWordList })
  async list(@CurrentCaller() caller: Caller): Promise<RestrictedWordList> {
    return { items: await this.words.list(caller) };
  }

  @Endpoint({ route: 'POST /', summary: '添加限制词', permission: 'clearance:words', audit: 'change', returns: 'nothing' })
  add(@CurrentCaller() caller: Caller, @Body() given: NewRestrictedWord): Promise<void> {
    return this.words.add(caller, given);
  }

  @Endpoint({ route: 'POST /:id/remove', summary: '移除限制词', permission: 'clearance:words', audit: 'change', returns: 'nothing', fresh: true })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() given: RestrictedWordRemoval): Promise<void> {
    return this.words.remove(caller, id, given);
  }
}
