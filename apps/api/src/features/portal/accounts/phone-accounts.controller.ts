import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { AccountChange, AccountChangeWithReason, AccountOf, ChangedAccount, PhoneAccountSheet, PhoneActPage } from './phone-account.dto.js';
import { PhoneAccountQueries } from './phone-account.queries.js';
import { PhoneAccountsService } from './phone-accounts.service.js';

/** 手机端账户: the accounts of a person and of his proxies, as the office keeps them. */
@ApiTags('portal')
@Controller('beneficiaries/:id/account')
export class PhoneAccountsController {
  constructor(
    private readonly queries: PhoneAccountQueries,
    private readonly accounts: PhoneAccountsService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '手机端账户与代理人', permission: 'beneficiary:read', audit: 'view', returns: PhoneAccountSheet })
  sheet(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<PhoneAccountSheet> {
    return this.queries.sheet(caller, id);
  }

  @Endpoint({ route: 'GET /acts', summary: '手机端使用记录', permission: 'beneficiary:read', audit: 'view', returns: PhoneActPage })
  acts(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() page: PageQuery): Promise<PhoneActPage> {
    return this.queries.acts(caller, id, page);
  }

  @Endpoint({ route: 'POST /open', summary: '开通手机端账户并发送激活短信', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  open(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() of: AccountOf): Promise<ChangedAccount> {
    return this.accounts.open(caller, id, of);
  }

  @Endpoint({ route: 'POST /disable', summary: '停用手机端账户', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  disable(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.accounts.disable(caller, id, change);
  }

  @Endpoint({ route: 'POST /enable', summary: '恢复已停用的手机端账户', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  enable(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: AccountChange): Promise<ChangedAccount> {
    return this.accounts.enable(caller, id, change);
  }

  @Endpoint({ route: 'POST /unlock', summary: '解锁手机端账户', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  unlock(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: AccountChange): Promise<ChangedAccount> {
    return this.accounts.unlock(caller, id, change);
  }

  @Endpoint({ route: 'POST /reset', summary: '重置手机端账户并重发激活短信', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  reset(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.accounts.reset(caller, id, change);
  }

  @Endpoint({ route: 'POST /unbind', summary: '解除手机号与微信绑定', permission: 'beneficiary:account', audit: 'change', returns: ChangedAccount })
  unbind(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.accounts.unbind(caller, id, change);
  }
}
