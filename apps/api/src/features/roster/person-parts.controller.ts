import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonId } from './beneficiary.dto.js';
import { Contacts } from './contacts.service.js';
import { ContactInput, ContactList, MadePart, PartId, PolicyInput, PolicyList } from './person-parts.dto.js';
import { Policies } from './policies.service.js';

/** Who may speak for a person, and how he is insured. */
@ApiTags('roster')
@Controller('beneficiaries/:id')
export class PersonPartsController {
  constructor(
    private readonly contacts: Contacts,
    private readonly policies: Policies,
  ) {}

  @Endpoint({ route: 'GET /contacts', summary: '联系人与代理人', permission: 'beneficiary:read', audit: 'view', returns: ContactList })
  async listContacts(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<ContactList> {
    return { items: await this.contacts.list(caller, id) };
  }

  @Endpoint({ route: 'POST /contacts', summary: '新增联系人', permission: 'beneficiary:write', audit: 'change', returns: MadePart })
  async addContact(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() input: ContactInput): Promise<MadePart> {
    return { id: await this.contacts.add(caller, id, input) };
  }

  @Endpoint({ route: 'PUT /contacts/:partId', summary: '修改联系人', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  changeContact(@CurrentCaller() caller: Caller, @Param() at: PartId, @Body() input: ContactInput): Promise<void> {
    return this.contacts.change(caller, at, input);
  }

  @Endpoint({ route: 'DELETE /contacts/:partId', summary: '删除联系人', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  removeContact(@CurrentCaller() caller: Caller, @Param() at: PartId): Promise<void> {
    return this.contacts.remove(caller, at);
  }

  @Endpoint({ route: 'GET /policies', summary: '商业保险', permission: 'beneficiary:read', audit: 'view', returns: PolicyList })
  async listPolicies(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<PolicyList> {
    return { items: await this.policies.list(caller, id) };
  }

  @Endpoint({ route: 'POST /policies', summary: '新增保单', permission: 'beneficiary:write', audit: 'change', returns: MadePart })
  async addPolicy(@CurrentCaller() caller: Caller, @Param() { id }: PersonId, @Body() input: PolicyInput): Promise<MadePart> {
    return { id: await this.policies.add(caller, id, input) };
  }

  @Endpoint({ route: 'PUT /policies/:partId', summary: '修改保单', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  changePolicy(@CurrentCaller() caller: Caller, @Param() at: PartId, @Body() input: PolicyInput): Promise<void> {
    return this.policies.change(caller, at, input);
  }

  @Endpoint({ route: 'DELETE /policies/:partId', summary: '删除保单', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  removePolicy(@CurrentCaller() caller: Caller, @Param() at: PartId): Promise<void> {
    return this.policies.remove(caller, at);
  }
}
