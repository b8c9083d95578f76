import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { ArrivalPage, ArrivalQuery } from './arrival.dto.js';
import { ArrivalQueries } from './arrivals.queries.js';
import { BoardQuery, WardBoard } from './ward-board.dto.js';
import { WardBoardQueries } from './ward-board.queries.js';
import { RoundQuery, RoundSheet } from './ward-round.dto.js';
import { WardRoundQueries } from './ward-round.queries.js';

@ApiTags('board')
@Controller()
export class BoardController {
  constructor(
    private readonly board: WardBoardQueries,
    private readonly rounds: WardRoundQueries,
    private readonly arrivals: ArrivalQueries,
  ) {}

  @Endpoint({ route: 'GET /ward-board', summary: '在院看板', permission: 'visit:read', audit: 'search', returns: WardBoard })
  readBoard(@CurrentCaller() caller: Caller, @Query() query: BoardQuery): Promise<WardBoard> {
    return this.board.read(caller, query);
  }

  @Endpoint({ route: 'GET /ward-rounds', summary: '查房一页纸', permission: 'visit:read', audit: 'view', returns: RoundSheet })
  readRound(@CurrentCaller() caller: Caller, @Query() query: RoundQuery): Promise<RoundSheet> {
    return this.rounds.read(caller, query);
  }

  @Endpoint({ route: 'GET /arrivals', summary: '今日到院', permission: 'visit:read', audit: 'search', returns: ArrivalPage })
  listArrivals(@CurrentCaller() caller: Caller, @Query() query: ArrivalQuery): Promise<ArrivalPage> {
    return this.arrivals.list(caller, query);
  }
}
