import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { Notices } from './notices.port.js';
import { NoticeQueries } from './notices.queries.js';
import { NoticesService } from './notices.service.js';

/** In-app notices; channels, templates and rules join here. */
@Module({
  controllers: [NoticesController],
  providers: [NoticeQueries, NoticesService, { provide: Notices, useExisting: NoticesService }],
  exports: [Notices],
})
export class SmsModule {}
