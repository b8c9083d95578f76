import { Body, Controller, Header, Headers, Param, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { sentName } from '../../platform/http/sent-name.js';
import { AttachmentList, AttachmentOf, AttachmentRemoval, AttachmentRow } from './attachment.dto.js';
import { AttachmentService } from './attachments.service.js';

/** Files of 保健任务. */
@ApiTags('missions')
@Controller('missions')
export class MissionAttachmentsController {
  constructor(private readonly attachments: AttachmentService) {}

  @Endpoint({ route: 'GET /:id/attachments', summary: '保健任务的附件', permission: 'mission:read', audit: 'view', returns: AttachmentList })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<AttachmentList> {
    return this.attachments.list(caller, 'mission', id);
  }

  @Endpoint({ route: 'POST /:id/attachments', summary: '上传保健任务的附件', permission: 'mission:write', audit: 'change', returns: AttachmentRow })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  add(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() bytes: Buffer, @Headers('x-file-name') name: string | undefined): Promise<AttachmentRow> {
    return this.attachments.add(caller, 'mission', id, { bytes, name: sentName(name) });
  }

  @Endpoint({ route: 'GET /:id/attachments/:attachmentId', summary: '下载保健任务的附件', permission: 'mission:read', audit: 'export', returns: 'file' })
  @Header('content-security-policy', "sandbox; default-src 'none'")
  file(@CurrentCaller() caller: Caller, @Param() asked: AttachmentOf): Promise<StreamableFile> {
    return this.attachments.file(caller, 'mission', asked);
  }

  @Endpoint({ route: 'POST /:id/attachments/:attachmentId/remove', summary: '移除保健任务的附件', permission: 'mission:write', audit: 'change', returns: AttachmentList })
  remove(@CurrentCaller() caller: Caller, @Param() asked: AttachmentOf, @Body() { reason }: AttachmentRemoval): Promise<AttachmentList> {
    return this.attachments.remove(caller, 'mission', asked, reason);
  }
}
