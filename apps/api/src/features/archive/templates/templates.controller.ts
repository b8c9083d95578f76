import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import {
  SectionCatalogue, TemplateBody, TemplateChange, TemplateCopy, TemplateDetail, TemplateFilter, TemplateList, TemplatePreview, TemplatePreviewAsked, TemplatePublication,
} from './template.dto.js';
import { TemplateQueries } from './template.queries.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('archive')
@Controller('archive-templates')
export class TemplatesController {
  constructor(
    private readonly queries: TemplateQueries,
    private readonly templates: TemplatesService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '档案模板', permission: 'archive:read', audit: 'view', returns: TemplateList })
  list(@CurrentCaller() caller: Caller, @Query() filter: TemplateFilter): Promise<TemplateList> {
    return this.queries.list(caller, filter);
  }

  @Endpoint({ route: 'GET /sections', summary: '模板可用的章节与列', permission: 'archive:read', audit: { skip: 'A list of words' }, returns: SectionCatalogue })
  sections(@CurrentCaller() caller: Caller): SectionCatalogue {
    return this.queries.catalogue(caller);
  }

  @Endpoint({ route: 'GET /:id', summary: '一个档案模板', permission: 'archive:read', audit: 'view', returns: TemplateDetail })
  read(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<TemplateDetail> {
    return this.queries.detail(caller, id);
  }

  @Endpoint({ route: 'POST /', summary: '新建档案模板', permission: 'archive:template', audit: 'change', returns: TemplateDetail })
  make(@CurrentCaller() caller: Caller, @Body() body: TemplateBody): Promise<TemplateDetail> {
    return this.templates.make(caller, body);
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改档案模板（产生新版本）', permission: 'archive:template', audit: 'change', returns: TemplateDetail })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() body: TemplateChange): Promise<TemplateDetail> {
    return this.templates.change(caller, id, body);
  }

  @Endpoint({ route: 'POST /:id/copy', summary: '复制为自己的模板', permission: 'archive:template', audit: 'change', returns: TemplateDetail })
  copy(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { name }: TemplateCopy): Promise<TemplateDetail> {
    return this.templates.copy(caller, id, name);
  }

  @Endpoint({ route: 'POST /:id/publication', summary: '发布档案模板', permission: 'archive:template', audit: 'change', returns: TemplateDetail })
  publish(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { scope }: TemplatePublication): Promise<TemplateDetail> {
    return this.templates.publish(caller, id, scope);
  }

  @Endpoint({ route: 'POST /:id/disabling', summary: '停用档案模板', permission: 'archive:template', audit: 'change', returns: TemplateDetail })
  disable(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<TemplateDetail> {
    return this.templates.disable(caller, id);
  }

  @Endpoint({ route: 'DELETE /:id', summary: '删除未使用过的档案模板', permission: 'archive:template', audit: 'change', returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.templates.remove(caller, id);
  }

  @Endpoint({ route: 'POST /preview', summary: '在某人档案上预览版面', permission: 'archive:template', audit: 'view', returns: TemplatePreview })
  preview(@CurrentCaller() caller: Caller, @Body() asked: TemplatePreviewAsked): Promise<TemplatePreview> {
    return this.queries.preview(caller, asked);
  }
}
