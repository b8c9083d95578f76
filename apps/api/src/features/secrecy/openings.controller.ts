import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { Emergencies } from './emergencies.service.js';
import { NewEmergency, NewOpening, OpeningPage, OpeningQuery, OpeningReads, OpeningReview, OwnOpening, OwnOpenings } from './opening.dto.js';
import { OpeningQueries } from './openings.queries.js';
import { Openings } from './openings.service.js';

/** Opening 机密 people, and what was opened. */
@ApiTags('secrecy')
@Controller('confidential-openings')
export class OpeningsController {
  constructor(
    private readonly openings: Openings,
    private readonly emergencies: Emergencies,
    private readonly queries: OpeningQueries,
  ) {}

  @Endpoint({ route: 'POST /', summary: '打开机密档案', permission: 'confidential:open', audit: 'operate', returns: OwnOpening, fresh: true })
  open(@CurrentCaller() caller: Caller, @Body() asked: NewOpening): Promise<OwnOpening> {
    return this.openings.open(caller, asked);
  }

  @Endpoint({ route: 'POST /emergency', summary: '紧急访问', permission: 'confidential:emergency', audit: 'operate', returns: OwnOpening, fresh: true })
  emergency(@CurrentCaller() caller: Caller, @Body() asked: NewEmergency): Promise<OwnOpening> {
    return this.emergencies.open(caller, asked);
  }

  @Endpoint({
    route: 'GET /own', summary: '本人已打开的机密档案', permission: { anySignedIn: 'His own alone' }, audit: { skip: 'What he opened is recorded when he opens it' },
    returns: OwnOpenings,
  })
  async own(@CurrentCaller() caller: Caller): Promise<OwnOpenings> {
    return { items: await this.openings.own(caller) };
  }

  @Endpoint({ route: 'POST /:id/end', summary: '结束打开', permission: { anySignedIn: 'His own alone' }, audit: 'operate', returns: 'nothing' })
  end(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.openings.end(caller, id);
  }

  @Endpoint({ route: 'GET /', summary: '机密访问记录', permission: 'confidential:review', audit: 'search', returns: OpeningPage })
  list(@CurrentCaller() caller: Caller, @Query() query: OpeningQuery): Promise<OpeningPage> {
    return this.queries.list(caller, query);
  }

  @Endpoint({ route: 'GET /:id/reads', summary: '打开期间的操作', permission: 'confidential:review', audit: 'view', returns: OpeningReads })
  async reads(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<OpeningReads> {
    return { items: await this.queries.reads(caller, id) };
  }

  @Endpoint({ route: 'POST /:id/review', summary: '复核紧急访问', permission: 'confidential:review', audit: 'change', returns: 'nothing' })
  review(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() decided: OpeningReview): Promise<void> {
    return this.openings.review(caller, id, decided);
  }
}
