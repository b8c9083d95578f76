import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { FigureExports } from './figure-exports.js';
import { StaffFileQuery } from './figure-files.dto.js';
import { FigurePrints } from './figure-prints.js';
import { FigureWorkbooks } from './figure-workbooks.service.js';
import { StaffDrillPage, StaffDrillQuery, StaffReceptionQuery, StaffReceptionReport } from './staff-reception.dto.js';
import { StaffReceptionQueries } from './staff-reception.queries.js';

/** 医护接待量. Who may not see others' figures sees his own. */
@ApiTags('stats')
@Controller('stats/staff-reception')
export class StaffReceptionController {
  constructor(
    private readonly figures: StaffReceptionQueries,
    private readonly exports: FigureExports,
    private readonly workbooks: FigureWorkbooks,
    private readonly prints: FigurePrints,
  ) {}

  @Endpoint({ route: 'GET /', summary: '医护接待量', permission: 'reception:read', audit: 'search', returns: StaffReceptionReport })
  report(@CurrentCaller() caller: Caller, @Query() query: StaffReceptionQuery): Promise<StaffReceptionReport> {
    return this.figures.report(caller, query);
  }

  @Endpoint({ route: 'GET /drill', summary: '医护接待量的明细', permission: 'reception:read', audit: 'search', returns: StaffDrillPage })
  drill(@CurrentCaller() caller: Caller, @Query() query: StaffDrillQuery): Promise<StaffDrillPage> {
    return this.figures.drill(caller, query);
  }

  @Endpoint({ route: 'GET /drill/export', summary: '导出医护接待量的明细', permission: 'reception:export', audit: 'export', returns: 'file' })
  exportDrill(@CurrentCaller() caller: Caller, @Query() query: StaffDrillQuery): Promise<StreamableFile> {
    return this.figures.exportDrill(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出医护接待量', permission: 'reception:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: StaffFileQuery): Promise<StreamableFile> {
    return this.workbooks.staffReception(caller, query);
  }

  @Endpoint({ route: 'GET /document', summary: '医护接待量的 PDF 文件', permission: 'reception:export', audit: 'export', returns: 'file' })
  async document(@CurrentCaller() caller: Caller, @Query() query: StaffReceptionQuery): Promise<StreamableFile> {
    return this.prints.print(await this.exports.staffReception(caller, query));
  }
}
