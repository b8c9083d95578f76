import { Module } from '@nestjs/common';
import { ArrivalQueries } from './arrivals.queries.js';
import { BoardController } from './board.controller.js';
import { WardBoardQueries } from './ward-board.queries.js';
import { WardRoundQueries } from './ward-round.queries.js';

/** Who is in the house now: the beds, the round, today's arrivals. */
@Module({ controllers: [BoardController], providers: [WardBoardQueries, WardRoundQueries, ArrivalQueries] })
export class BoardModule {}
