import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SettingsModule } from '../settings/settings.module.js';
import { ExportCatalogue } from './exports/export-catalogue.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { ListExportJob } from './exports/list-export.job.js';
import { ImportBatches } from './imports/import-batches.js';
import { ImportFiles } from './imports/import-files.service.js';
import { ImportJob } from './imports/import.job.js';
import { ImportRun } from './imports/import-run.js';
import { Importers } from './imports/importers.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportSteps } from './imports/import-steps.js';
import { ImportsService } from './imports/imports.service.js';

/** What leaves the house and what comes in, in files. */
@Module({
  imports: [DiscoveryModule, SettingsModule],
  controllers: [ExportsController, ImportsController],
  providers: [ExportCatalogue, ExportsService, ListExportJob, ImportBatches, ImportFiles, ImportJob, ImportRun, Importers, ImportsService, ImportSteps],
})
export class TransfersModule {}
