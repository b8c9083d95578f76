import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { DrillQueries } from './drill.queries.js';
import { FigureQueries } from './figures.queries.js';
import { ReceptionVolumeQueries } from './reception-volume.queries.js';
import { StatsController } from './stats.controller.js';
import { WeeklyQueries } from './weekly.queries.js';
import { WorkloadQueries } from './workload.queries.js';

/** Figures: reception volume, the week, workload, their rows, reports. */
@Module({ imports: [SettingsModule], controllers: [StatsController], providers: [FigureQueries, ReceptionVolumeQueries, WeeklyQueries, WorkloadQueries, DrillQueries] })
export class StatsModule {}
