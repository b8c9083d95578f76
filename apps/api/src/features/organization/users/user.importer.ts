import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { strictValidation } from '../../../platform/http/validation.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../../transfers/importer.port.js';
import { differing, type Facts, type ImportedFacts, oneRow, refuseChangedSince, textColumn } from '../imported-facts.js';
import { AccountsAdmin } from './accounts-admin.service.js';
import { NewUser, UserChange } from './user-input.dto.js';

const FACTS = 'select id, name, staff_no as "staffNo", phone, email, department_code as "departmentCode" from app_user';

/** Accounts from a file: new ones wait, without password and without any role, until a person lets them in. No file gives a right. */
@Injectable()
export class UserImporter extends Importer {
  readonly kind = 'user';
  readonly title = '用户';
  readonly permission = 'user:write';
  readonly key = [['username'], ['staffNo']];
  private readonly rules = strictValidation();

  constructor(private readonly admin: AccountsAdmin) {
    super();
  }

  async columns(): Promise<readonly ImportColumn[]> {
    return [
      { field: 'username', title: '账号', required: true, example: 'zhang.san', note: '小写字母、数字、点、横线、下划线，2 至 32 个；与已有账号相同时更新该账号' },
      { field: 'name', title: '姓名', required: true, example: '张三', note: '不超过 50 字' },
      textColumn('staffNo', '工号', '', '一个工号只能对应一个账号。请设为文本格式'),
      textColumn('departmentCode', '主科室编码', '', '只用于新增；已有账号请在“用户”页面调整科室'),
      textColumn('phone', '手机', '', '11 位手机号。请设为文本格式'),
      textColumn('email', '邮箱', '', ''),
    ];
  }

  /** Whoever is out of the caller's reach answers like a name that is taken. */
  async take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const { username, ...said } = row as Record<string, string>;
    const known = await oneRow(em, `${FACTS} where username = $1 and account_in_reach(department_code)`, [username]);
    if (!known) {
      const form: unknown = await this.rules.transform({ username, ...said }, { type: 'body', metatype: NewUser });
      const id = await this.admin.createWaiting(caller, form as NewUser);
      return { outcome: 'added', ref: id, before: { was: {}, is: await this.facts(em, id) } satisfies ImportedFacts };
    }
    const { id, ...was } = known;
    const changed = differing(was, said);
    if (changed.length === 0) return { outcome: 'unchanged', ref: String(id) };
    if (changed.includes('departmentCode')) throw new BadInput('科室不能这样修改。', [{ field: 'departmentCode', message: '与已有账号的主科室不同；请在“用户”页面调整' }]);
    await this.bring(caller, String(id), { ...was, ...said });
    return { outcome: 'changed', ref: String(id), before: { was, is: await this.facts(em, String(id)) } satisfies ImportedFacts };
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const { was, is } = before as ImportedFacts;
    if (outcome === 'added') return this.admin.eraseWaiting(caller, ref);
    refuseChangedSince(await this.facts(em, ref), is);
    return this.bring(caller, ref, was);
  }

  private async facts(em: EntityManager, id: string): Promise<Facts> {
    const { id: _id, ...facts } = (await oneRow(em, `${FACTS} where id = $1`, [id])) ?? {};
    return facts;
  }

  private async bring(caller: Caller, id: string, { name, staffNo, phone, email }: Facts): Promise<void> {
    const form: unknown = await this.rules.transform({ name, staffNo, phone, email }, { type: 'body', metatype: UserChange });
    await this.admin.change(caller, id, form as UserChange);
  }
}
