import { Module } from '@nestjs/common';
import { ExtractionModule } from '../extraction/extraction.module.js';
import { ImagingStudiesController } from './imaging-studies.controller.js';
import { ImagingStudyQueries } from './imaging-studies.queries.js';
import { PersonImagingController } from './person-imaging.controller.js';
import { StudyViewing } from './study-viewing.service.js';
import { ThumbnailService } from './thumbnail.service.js';

/** Examinations with their images: the index is ours, the pictures stay in the PACS. */
@Module({
  imports: [ExtractionModule],
  controllers: [PersonImagingController, ImagingStudiesController],
  providers: [ImagingStudyQueries, StudyViewing, ThumbnailService],
})
export class ImagingModule {}
