import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import {
  KeptReception, NewReception, ReceptionChange, ReceptionPage, ReceptionQuery, ReceptionStep, ReceptionSuggestionPage, StaffChoiceQuery, StaffChoices, SuggestionQuery,
} from './reception.dto.js';
import { ReceptionQueries } from './receptions.queries.js';
import { ReceptionService } from './receptions.service.js';

@ApiTags('receptions')
@Controller('receptions')
export class ReceptionsController {
  constructor(
    private readonly receptions: ReceptionQueries,
    private readonly work: ReceptionService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '接待记录', permission: 'reception:read', audit: 'search', returns: ReceptionPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ReceptionQuery): Promise<ReceptionPage> {
    return this.receptions.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出接待记录', permission: 'reception:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: ReceptionQuery): Promise<StreamableFile> {
    return this.receptions.export(caller, query);
  }

  @Endpoint({ route: 'GET /suggestions', summary: '有就诊而无接待的记录', permission: 'reception:read', audit: 'search', returns: ReceptionSuggestionPage })
  suggestions(@CurrentCaller() caller: Caller, @Query() query: SuggestionQuery): Promise<ReceptionSuggestionPage> {
    return this.receptions.suggestions(caller, query);
  }

  @Endpoint({ route: 'GET /staff', summary: '可选的接待人员', permission: 'reception:write', audit: { skip: 'Names of colleagues, nobody of our people' }, returns: StaffChoices })
  async staff(@CurrentCaller() caller: Caller, @Query() { q }: StaffChoiceQuery): Promise<StaffChoices> {
    return { items: await this.receptions.staff(caller, q) };
  }

  @Endpoint({ route: 'POST /', summary: '登记接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  add(@CurrentCaller() caller: Caller, @Body() input: NewReception): Promise<KeptReception> {
    return this.work.add(caller, input);
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: ReceptionChange): Promise<KeptReception> {
    return this.work.change(caller, id, input);
  }

  @Endpoint({ route: 'POST /:id/start', summary: '开始接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  start(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() step: ReceptionStep): Promise<KeptReception> {
    return this.work.start(caller, id, step);
  }

  @Endpoint({ route: 'POST /:id/finish', summary: '完成接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  finish(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() step: ReceptionStep): Promise<KeptReception> {
    return this.work.finish(caller, id, step);
  }

  @Endpoint({ route: 'POST /:id/cancel', summary: '取消接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  cancel(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() step: ReceptionStep): Promise<KeptReception> {
    return this.work.cancel(caller, id, step);
  }
}
