import { Controller, Headers, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { Inbox, InboxArchive } from './delivery.dto.js';
import { InboxService } from './inbox.service.js';

const OWN = { open: 'Phones have sessions of their own: without one the answer is 401, and each statement names whose records are meant' } as const;
const KEPT = { skip: 'Reading stands on the delivery itself, each change of it in the change log' } as const;

/** What the phone page reads. */
@ApiTags('portal')
@Controller('m/v1/inbox')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Endpoint({ route: 'GET /', summary: '本人收到的健康档案', permission: OWN, audit: KEPT, returns: Inbox })
  list(@Headers('authorization') authorization: string | undefined): Promise<Inbox> {
    return this.inbox.list(authorization);
  }

  @Endpoint({ route: 'GET /:id', summary: '打开收到的健康档案', permission: OWN, audit: KEPT, returns: InboxArchive })
  open(@Headers('authorization') authorization: string | undefined, @Param() { id }: RecordId): Promise<InboxArchive> {
    return this.inbox.open(authorization, id);
  }

  @Endpoint({ route: 'POST /:id/pdf', summary: '下载收到的健康档案', permission: OWN, audit: KEPT, returns: 'file' })
  download(@Headers('authorization') authorization: string | undefined, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.inbox.download(authorization, id);
  }
}
