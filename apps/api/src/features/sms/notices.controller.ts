import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { NoticeId, NoticeList, NoticeQuery } from './notice.dto.js';
import { NoticeQueries } from './notices.queries.js';

const OWN = { skip: 'His own notices; they name nobody' } as const;

@ApiTags('sms')
@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticeQueries) {}

  @Endpoint({ route: 'GET /', summary: '站内消息', permission: { anySignedIn: 'Only those for permissions he holds' }, audit: OWN, returns: NoticeList })
  list(@CurrentCaller() caller: Caller, @Query() { unread }: NoticeQuery): Promise<NoticeList> {
    return this.notices.list(caller, unread === 'true');
  }

  @Endpoint({ route: 'POST /:id/read', summary: '标记已读', permission: { anySignedIn: 'His own' }, audit: OWN, returns: 'nothing' })
  read(@CurrentCaller() caller: Caller, @Param() { id }: NoticeId): Promise<void> {
    return this.notices.markRead(caller, id);
  }
}
