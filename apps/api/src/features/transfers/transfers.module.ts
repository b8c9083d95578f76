import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ExportCatalogue } from './exports/export-catalogue.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { ListExportJob } from './exports/list-export.job.js';

/** What leaves the house and what comes in, in files. */
@Module({
  imports: [DiscoveryModule],
  controllers: [ExportsController],
  providers: [ExportCatalogue, ExportsService, ListExportJob],
})
export class TransfersModule {}
