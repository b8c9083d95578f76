import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { DefaultRoleList, ExpectedAccounts, ProvisioningRuleList, RuleInput } from './provisioning.dto.js';
import { ProvisioningQueries } from './provisioning.queries.js';

const READ = { permission: 'user:provision', audit: 'search' } as const;
const CHANGE = { permission: 'user:provision', audit: 'change', returns: 'nothing', fresh: true } as const;

@ApiTags('organization')
@Controller('provisioning-rules')
export class ProvisioningController {
  constructor(private readonly provisioning: ProvisioningQueries) {}

  @Endpoint({ route: 'GET /', summary: '自动建立账号的规则', ...READ, returns: ProvisioningRuleList })
  async rules(@CurrentCaller() caller: Caller): Promise<ProvisioningRuleList> {
    return { items: await this.provisioning.rules(caller) };
  }

  @Endpoint({ route: 'GET /roles', summary: '可作为缺省角色的角色', ...READ, returns: DefaultRoleList })
  async roles(@CurrentCaller() caller: Caller): Promise<DefaultRoleList> {
    return { items: await this.provisioning.defaultRoles(caller) };
  }

  @Endpoint({ route: 'GET /preview', summary: '按现有规则将建立的账号', ...READ, returns: ExpectedAccounts })
  preview(@CurrentCaller() caller: Caller): Promise<ExpectedAccounts> {
    return this.provisioning.preview(caller);
  }

  @Endpoint({ route: 'POST /', summary: '新增规则', ...CHANGE })
  add(@CurrentCaller() caller: Caller, @Body() rule: RuleInput): Promise<void> {
    return this.provisioning.add(caller, rule);
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改规则', ...CHANGE })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() rule: RuleInput): Promise<void> {
    return this.provisioning.change(caller, id, rule);
  }

  @Endpoint({ route: 'DELETE /:id', summary: '删除规则', ...CHANGE })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.provisioning.remove(caller, id);
  }
}
