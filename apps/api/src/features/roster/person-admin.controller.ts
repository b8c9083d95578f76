import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { PersonId } from './beneficiary.dto.js';
import { LikePeopleQueries } from './like-people.queries.js';
import { ChangedPerson, DuplicateQuestion, LikePeople, PersonChange, PersonReason, PersonStatusChange } from './person-change.dto.js';
import { FieldChangePage } from './person-changes.dto.js';
import { PersonChangeQueries } from './person-changes.queries.js';
import { PersonEdit } from './person-edit.service.js';
import { PersonStanding } from './person-standing.service.js';

/** Changing people of the roster, and what was changed. */
@ApiTags('roster')
@Controller('beneficiaries')
export class PersonAdminController {
  constructor(
    private readonly edits: PersonEdit,
    private readonly standing: PersonStanding,
    private readonly changes: PersonChangeQueries,
    private readonly alike: LikePeopleQueries,
  ) {}

  @Endpoint({ route: 'POST /duplicates', summary: '可能重复的对象', permission: 'beneficiary:write', audit: 'search', returns: LikePeople })
  async like(@CurrentCaller() caller: Caller, @Body() typed: DuplicateQuestion): Promise<LikePeople> {
    return { items: await this.alike.like(caller, typed) };
  }

  @Endpoint({ route: 'PATCH /:id', summary: '修改保健对象', permission: 'beneficiary:write', audit: 'change', returns: ChangedPerson })
  change(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() change: PersonChange): Promise<ChangedPerson> {
    return this.edits.change(caller, id, change);
  }

  @Endpoint({ route: 'GET /:id/changes', summary: '变更历史', permission: 'beneficiary:read', audit: 'view', returns: FieldChangePage })
  history(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Query() page: PageQuery): Promise<FieldChangePage> {
    return this.changes.list(caller, id, page);
  }

  @Endpoint({ route: 'POST /:id/status', summary: '变更管理状态', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  changeStatus(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() change: PersonStatusChange): Promise<void> {
    return this.standing.change(caller, id, change);
  }

  @Endpoint({ route: 'POST /:id/remove', summary: '移出名册', permission: 'beneficiary:remove', audit: 'change', returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() { reason }: PersonReason): Promise<void> {
    return this.standing.remove(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/restore', summary: '恢复到名册', permission: 'beneficiary:remove', audit: 'change', returns: 'nothing' })
  restore(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() { reason }: PersonReason): Promise<void> {
    return this.standing.restore(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/erase', summary: '彻底删除从未使用的档案', permission: 'beneficiary:remove', audit: 'change', returns: 'nothing' })
  erase(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() { reason }: PersonReason): Promise<void> {
    return this.standing.erase(caller, id, reason);
  }
}
