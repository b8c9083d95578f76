import { Controller, Header, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../access/caller.js';
import { CurrentCaller } from '../access/current-caller.js';
import { Endpoint } from '../access/endpoint.js';
import { RecordId } from '../http/record-id.dto.js';
import { StoredFiles } from './stored-files.service.js';

@ApiTags('jobs')
@Controller('files')
export class FilesController {
  constructor(private readonly files: StoredFiles) {}

  @Endpoint({
    route: 'GET /:id', summary: '下载生成的文件', permission: { anySignedIn: 'His own files; the right for each is asked again' },
    audit: 'export', returns: 'file',
  })
  @Header('content-security-policy', "sandbox; default-src 'none'")
  fetch(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.files.fetch(caller, id);
  }
}
