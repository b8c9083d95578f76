import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { Notices } from './notices.port.js';
import { NoticeQueries } from './notices.queries.js';
import { JobNews } from '../../platform/jobs/job-news.js';
import { JobNotices, NoticesService } from './notices.service.js';

/** In-app notices; channels, templates and rules join here. */
@Module({
  controllers: [NoticesController],
  providers: [NoticeQueries, NoticesService, { provide: Notices, useExisting: NoticesService }, { provide: JobNews, useClass: JobNotices }],
  exports: [Notices, JobNews],
})
export class SmsModule {}
