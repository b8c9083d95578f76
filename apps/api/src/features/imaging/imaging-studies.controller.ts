import { Controller, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { ThumbnailService } from './thumbnail.service.js';

@ApiTags('imaging')
@Controller('imaging-studies')
export class ImagingStudiesController {
  constructor(private readonly thumbnails: ThumbnailService) {}

  @Endpoint({ route: 'GET /:id/thumbnail', summary: '影像缩略图', permission: 'image:view', audit: 'view', returns: 'file' })
  thumbnail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.thumbnails.ofStudy(caller, id);
  }
}
