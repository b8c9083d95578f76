import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { ArchiveVersionDetail, ArchiveVersionList, DiffQuery, FileState, GenerateAsked, PdfAsked, SignAsked, VerifyCode, VersionDiff } from './version.dto.js';
import { VersionPrintService } from './version-print.service.js';
import { VersionQueries } from './version.queries.js';
import { VersionsService } from './versions.service.js';

@ApiTags('archive')
@Controller()
export class VersionsController {
  constructor(
    private readonly queries: VersionQueries,
    private readonly versions: VersionsService,
    private readonly paper: VersionPrintService,
  ) {}

  @Endpoint({ route: 'GET /beneficiaries/:id/archives', summary: '某人健康档案的各版本', permission: 'archive:read', audit: 'view', returns: ArchiveVersionList })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<ArchiveVersionList> {
    return this.queries.ofPerson(caller, id);
  }

  @Endpoint({ route: 'POST /beneficiaries/:id/archives', summary: '生成健康档案的新版本', permission: 'archive:generate', audit: 'change', returns: ArchiveVersionDetail })
  generate(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() asked: GenerateAsked): Promise<ArchiveVersionDetail> {
    return this.versions.generate(caller, id, asked);
  }

  @Endpoint({ route: 'GET /archives/:id', summary: '健康档案的一个版本', permission: 'archive:read', audit: 'view', returns: ArchiveVersionDetail })
  read(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<ArchiveVersionDetail> {
    return this.queries.detail(caller, id);
  }

  @Endpoint({ route: 'GET /archives/:id/diff', summary: '与更早的版本对比', permission: 'archive:read', audit: 'view', returns: VersionDiff })
  diff(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: DiffQuery): Promise<VersionDiff> {
    return this.queries.diff(caller, id, query.with);
  }

  @Endpoint({ route: 'POST /archives/:id/signature', summary: '审签健康档案', permission: 'archive:sign', audit: 'change', returns: ArchiveVersionDetail, fresh: true })
  sign(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { opinion }: SignAsked): Promise<ArchiveVersionDetail> {
    return this.versions.sign(caller, id, opinion);
  }

  @Endpoint({ route: 'POST /archives/:id/pdf', summary: '下载健康档案 PDF', permission: 'archive:download', audit: 'export', returns: 'file' })
  download(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() asked: PdfAsked): Promise<StreamableFile> {
    return this.paper.download(caller, id, asked);
  }

  @Endpoint({
    route: 'GET /verify/:code', summary: '核对一份打印或下载的文件', permission: { open: 'Whoever holds the paper may ask whether it is genuine; nothing about the person is said' },
    audit: { skip: 'No data of people' }, returns: FileState,
  })
  verify(@Param() { code }: VerifyCode): Promise<FileState> {
    return this.queries.fileState(code);
  }
}
