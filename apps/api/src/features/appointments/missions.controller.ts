import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { KeptMission, MISSION_ACTS, MissionInput, MissionPage, MissionQuery, MissionStep } from './mission.dto.js';
import { MissionQueries } from './missions.queries.js';
import { MissionService } from './missions.service.js';

class MissionAndAct extends RecordId {
  @ApiProperty({ enum: MISSION_ACTS }) @IsIn(MISSION_ACTS) act: (typeof MISSION_ACTS)[number];
}

@ApiTags('missions')
@Controller('missions')
export class MissionsController {
  constructor(
    private readonly missions: MissionQueries,
    private readonly work: MissionService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '保健任务', permission: 'mission:read', audit: 'search', returns: MissionPage })
  list(@CurrentCaller() caller: Caller, @Query() query: MissionQuery): Promise<MissionPage> {
    return this.missions.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出保健任务', permission: 'reception:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: MissionQuery): Promise<StreamableFile> {
    return this.missions.export(caller, query);
  }

  @Endpoint({ route: 'POST /', summary: '登记保健任务', permission: 'mission:write', audit: 'change', returns: KeptMission })
  add(@CurrentCaller() caller: Caller, @Body() input: MissionInput): Promise<KeptMission> {
    return this.work.add(caller, input);
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改保健任务', permission: 'mission:write', audit: 'change', returns: KeptMission })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: MissionInput): Promise<KeptMission> {
    return this.work.change(caller, id, input);
  }

  @Endpoint({ route: 'POST /:id/:act', summary: '回复、执行、完成或撤销保健任务', permission: 'mission:write', audit: 'change', returns: KeptMission })
  step(@CurrentCaller() caller: Caller, @Param() { id, act }: MissionAndAct, @Body() step: MissionStep): Promise<KeptMission> {
    return this.work.step(caller, id, act, step);
  }
}
