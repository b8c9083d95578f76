import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { ImagingStudyQueries } from './imaging-studies.queries.js';
import { FirstImage, ImagePlace, ImageTicket, StudyOpening } from './study-opening.dto.js';
import { StudyViewing } from './study-viewing.service.js';
import { ThumbnailService } from './thumbnail.service.js';

@ApiTags('imaging')
@Controller('imaging-studies')
export class ImagingStudiesController {
  constructor(
    private readonly thumbnails: ThumbnailService,
    private readonly viewing: StudyViewing,
    private readonly studies: ImagingStudyQueries,
  ) {}

  @Endpoint({ route: 'GET /:id/thumbnail', summary: '影像缩略图', permission: 'image:view', audit: 'view', returns: 'file' })
  thumbnail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.thumbnails.ofStudy(caller, id);
  }

  @Endpoint({ route: 'POST /:id/opening', summary: '调阅影像', permission: 'image:view', audit: 'view', returns: StudyOpening })
  open(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StudyOpening> {
    return this.viewing.open(caller, id);
  }

  @Endpoint({
    route: 'GET /:id/series/:seriesUid/instances/:instanceUid', summary: '一幅影像', permission: 'image:view',
    audit: { skip: 'Nothing is given without the key from opening the study, and the opening is on the trail' }, returns: 'file',
  })
  image(@CurrentCaller() caller: Caller, @Param() place: ImagePlace, @Query() ticket: ImageTicket): Promise<StreamableFile> {
    return this.viewing.image(caller, place, ticket);
  }

  @Endpoint({
    route: 'POST /:id/first-image', summary: '记录首幅图像的等待时间', permission: 'image:view',
    audit: { skip: 'A number of milliseconds without a person; the opening is on the trail' }, returns: 'nothing',
  })
  firstImage(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { ms }: FirstImage): Promise<void> {
    return this.studies.keepFirstImage(caller, id, ms);
  }

  @Endpoint({ route: 'GET /:id/download', summary: '下载影像', permission: 'image:export', audit: 'export', returns: 'file' })
  download(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.viewing.download(caller, id);
  }
}
