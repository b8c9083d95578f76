import { Body, Controller, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import {
  DictionaryItemChange, DictionaryItemList, DictionaryItemPath, DictionaryItemRemoval, DictionaryTypeList, DictionaryTypePath, NewDictionaryItem,
  NewDictionaryType,
} from './dictionary-admin.dto.js';
import { DictionaryAdminQueries } from './dictionary-admin.queries.js';
import { DictionaryAdmin } from './dictionary-admin.service.js';

const change = { permission: 'dictionary:write', audit: 'change', returns: 'nothing' } as const;
const look = { permission: 'dictionary:write', audit: 'search' } as const;

@ApiTags('settings')
@Controller('dictionary-types')
export class DictionaryAdminController {
  constructor(
    private readonly queries: DictionaryAdminQueries,
    private readonly admin: DictionaryAdmin,
  ) {}

  @Endpoint({ route: 'GET /', summary: '字典类型与未对照数', ...look, returns: DictionaryTypeList })
  async types(@CurrentCaller() caller: Caller): Promise<DictionaryTypeList> {
    return { items: await this.queries.types(caller) };
  }

  @Endpoint({ route: 'POST /', summary: '新增字典类型', ...change })
  addType(@CurrentCaller() caller: Caller, @Body() given: NewDictionaryType): Promise<void> {
    return this.admin.addType(caller, given);
  }

  @Endpoint({ route: 'GET /:system/items', summary: '字典项与引用次数', ...look, returns: DictionaryItemList })
  async items(@CurrentCaller() caller: Caller, @Param() { system }: DictionaryTypePath): Promise<DictionaryItemList> {
    return { items: await this.queries.items(caller, system) };
  }

  @Endpoint({ route: 'GET /:system/items/export', summary: '导出字典项', permission: 'dictionary:write', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Param() { system }: DictionaryTypePath): Promise<StreamableFile> {
    return this.queries.export(caller, system);
  }

  @Endpoint({ route: 'POST /:system/items', summary: '新增字典项', ...change })
  addItem(@CurrentCaller() caller: Caller, @Param() { system }: DictionaryTypePath, @Body() given: NewDictionaryItem): Promise<void> {
    return this.admin.addItem(caller, system, given);
  }

  @Endpoint({ route: 'PUT /:system/items/:code', summary: '修改或停用字典项', ...change })
  changeItem(@CurrentCaller() caller: Caller, @Param() { system, code }: DictionaryItemPath, @Body() given: DictionaryItemChange): Promise<void> {
    return this.admin.changeItem(caller, system, code, given);
  }

  @Endpoint({ route: 'POST /:system/items/:code/remove', summary: '删除未使用的字典项', ...change })
  removeItem(@CurrentCaller() caller: Caller, @Param() { system, code }: DictionaryItemPath, @Body() given: DictionaryItemRemoval): Promise<void> {
    return this.admin.removeItem(caller, system, code, given);
  }
}
