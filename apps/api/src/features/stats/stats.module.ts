import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { CountedRowQueries } from './counted-rows.queries.js';
import { DrillQueries } from './drill.queries.js';
import { FigureFilesController } from './figure-files.controller.js';
import { FigurePrints } from './figure-prints.js';
import { FigureExports } from './figure-exports.js';
import { FigureUpkeep } from './figure-upkeep.service.js';
import { FigureWorkbooks } from './figure-workbooks.service.js';
import { FigureQueries } from './figures.queries.js';
import { FiguresRebuildJob } from './rebuild/figures-rebuild.job.js';
import { RebuildController } from './rebuild/rebuild.controller.js';
import { RebuildService } from './rebuild/rebuild.service.js';
import { ReceptionVolumeQueries } from './reception-volume.queries.js';
import { ReportFactQueries } from './reports/report-facts.queries.js';
import { ReportFigureQueries } from './reports/report-figures.queries.js';
import { ReportFiles } from './reports/report-files.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportQueries } from './reports/reports.queries.js';
import { ReportsService } from './reports/reports.service.js';
import { StaffReceptionController } from './staff-reception.controller.js';
import { StaffReceptionQueries } from './staff-reception.queries.js';
import { StaffWorkRows } from './staff-work-rows.queries.js';
import { StatsController } from './stats.controller.js';
import { VolumeFigureQueries } from './volume-figures.queries.js';
import { VolumeStayQueries } from './volume-stays.queries.js';
import { WeeklyCompletionController } from './weekly-completion.controller.js';
import { WeeklyCompletionQueries } from './weekly-completion.queries.js';
import { WeeklyQueries } from './weekly.queries.js';
import { WorkloadQueries } from './workload.queries.js';

/** Figures: reception volume, the week, workload, their rows, reports. */
@Module({ imports: [SettingsModule, SmsModule], controllers: [RebuildController, WeeklyCompletionController, StaffReceptionController, ReportsController, FigureFilesController, StatsController], providers: [FiguresRebuildJob, RebuildService, StaffReceptionQueries, FigureQueries, ReceptionVolumeQueries, VolumeFigureQueries, VolumeStayQueries, WeeklyCompletionQueries, WeeklyQueries, WorkloadQueries, DrillQueries, FigureExports, FigureWorkbooks, CountedRowQueries, StaffWorkRows, FigurePrints, FigureUpkeep, ReportFactQueries, ReportFiles, ReportFigureQueries, ReportQueries, ReportsService] })
export class StatsModule {}
