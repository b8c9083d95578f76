import { Body, Controller, Headers, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { sentName } from '../../../platform/http/sent-name.js';
import {
  ImportBatchPage, ImportBatchRow, ImportChoice, ImportKind, ImportKindList, ImportRowPage, ImportRowQuery, type ImportRowRow, ImportsQuery, UndoReason,
} from './import.dto.js';
import { ImportBatches } from './import-batches.js';
import { ImportFiles } from './import-files.service.js';
import { ImportsService } from './imports.service.js';

const OWN = { anySignedIn: 'His own imports; the right to write what the file is about is asked for at every step' } as const;
const QUIET = { skip: 'His own imports; what they changed is recorded where it was changed' } as const;

@ApiTags('transfers')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly batches: ImportBatches,
    private readonly files: ImportFiles,
  ) {}

  @Endpoint({ route: 'GET /kinds', summary: '可以导入的内容', permission: OWN, audit: QUIET, returns: ImportKindList })
  async kinds(@CurrentCaller() caller: Caller): Promise<ImportKindList> {
    return { items: await this.files.kinds(caller) };
  }

  @Endpoint({ route: 'GET /template', summary: '导入模板', permission: OWN, audit: { skip: 'Headings only, no data' }, returns: 'file' })
  template(@CurrentCaller() caller: Caller, @Query() { kind }: ImportKind): Promise<StreamableFile> {
    return this.files.template(caller, kind);
  }

  @Endpoint({ route: 'GET /', summary: '导入历史', permission: OWN, audit: QUIET, returns: ImportBatchPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ImportsQuery): Promise<Page<ImportBatchRow>> {
    return this.batches.list(caller, query);
  }

  @Endpoint({ route: 'POST /', summary: '上传并预检', permission: OWN, audit: 'operate', returns: ImportBatchRow })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  upload(
    @CurrentCaller() caller: Caller, @Query() { kind }: ImportKind, @Body() bytes: Buffer, @Headers('x-file-name') name: string | undefined,
  ): Promise<ImportBatchRow> {
    return this.imports.upload(caller, kind, { bytes, name: sentName(name) });
  }

  @Endpoint({ route: 'GET /:id', summary: '一次导入', permission: OWN, audit: QUIET, returns: ImportBatchRow })
  one(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<ImportBatchRow> {
    return this.batches.one(caller, id);
  }

  @Endpoint({ route: 'GET /:id/rows', summary: '导入的逐行结果', permission: OWN, audit: QUIET, returns: ImportRowPage })
  rows(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: ImportRowQuery): Promise<Page<ImportRowRow>> {
    return this.batches.rows(caller, id, query);
  }

  @Endpoint({ route: 'GET /:id/errors', summary: '下载错误行', permission: OWN, audit: { skip: 'What he sent himself, and why it was not taken' }, returns: 'file' })
  errors(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.files.errors(caller, id);
  }

  @Endpoint({ route: 'POST /:id/commit', summary: '写入', permission: OWN, audit: 'operate', returns: ImportBatchRow })
  commit(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { mode }: ImportChoice): Promise<ImportBatchRow> {
    return this.imports.commit(caller, id, mode);
  }

  @Endpoint({ route: 'POST /:id/undo', summary: '撤销导入', permission: OWN, audit: 'operate', returns: ImportBatchRow })
  undo(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: UndoReason): Promise<ImportBatchRow> {
    return this.imports.undo(caller, id, reason);
  }
}
