import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { DefinitionList } from './definition.dto.js';
import { DrillPage, DrillQuery } from './drill.dto.js';
import { DrillQueries } from './drill.queries.js';
import { DEFINITION_VERSION, GENERAL_RULES, IN_HOUSE, MEASURE_NAMES, MEASURES } from './measures.js';
import { ReceptionVolume, VolumeQuery } from './reception-volume.dto.js';
import { ReceptionVolumeQueries } from './reception-volume.queries.js';
import { Week, WeekQuery } from './weekly.dto.js';
import { WeeklyQueries } from './weekly.queries.js';
import { Workload, WorkloadQuery } from './workload.dto.js';
import { WorkloadQueries } from './workload.queries.js';

@ApiTags('stats')
@Controller('stats')
export class StatsController {
  constructor(
    private readonly volumes: ReceptionVolumeQueries,
    private readonly weeks: WeeklyQueries,
    private readonly workloads: WorkloadQueries,
    private readonly drills: DrillQueries,
  ) {}

  @Endpoint({ route: 'GET /definitions', summary: '统计口径', permission: 'stats:read', audit: { skip: 'Definitions name nobody' }, returns: DefinitionList })
  definitions(): DefinitionList {
    const items = MEASURE_NAMES.map((id) => ({ id, name: MEASURES[id].name, definition: MEASURES[id].definition }));
    return { version: DEFINITION_VERSION, rules: [...GENERAL_RULES], items: [...items, IN_HOUSE] };
  }

  @Endpoint({ route: 'GET /reception-volume', summary: '接待量统计', permission: 'stats:read', audit: 'search', returns: ReceptionVolume })
  volume(@CurrentCaller() caller: Caller, @Query() query: VolumeQuery): Promise<ReceptionVolume> {
    return this.volumes.volume(caller, query);
  }

  @Endpoint({ route: 'GET /weekly', summary: '每周工作接待', permission: 'stats:read', audit: 'search', returns: Week })
  weekly(@CurrentCaller() caller: Caller, @Query() { week }: WeekQuery): Promise<Week> {
    return this.weeks.week(caller, week);
  }

  @Endpoint({ route: 'GET /workload', summary: '全院工作量', permission: 'stats:read', audit: 'search', returns: Workload })
  workload(@CurrentCaller() caller: Caller, @Query() query: WorkloadQuery): Promise<Workload> {
    return this.workloads.workload(caller, query);
  }

  @Endpoint({ route: 'GET /drill', summary: '统计数字的明细', permission: 'stats:read', audit: 'search', returns: DrillPage })
  drill(@CurrentCaller() caller: Caller, @Query() query: DrillQuery): Promise<DrillPage> {
    return this.drills.rows(caller, query);
  }

  @Endpoint({ route: 'GET /drill/export', summary: '导出统计明细', permission: 'stats:export', audit: 'export', returns: 'file' })
  exportDrill(@CurrentCaller() caller: Caller, @Query() query: DrillQuery): Promise<StreamableFile> {
    return this.drills.export(caller, query);
  }
}
