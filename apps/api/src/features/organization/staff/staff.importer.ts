import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { strictValidation } from '../../../platform/http/validation.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../../transfers/importer.port.js';
import { differing, type Facts, type ImportedFacts, oneRow, refuseChangedSince, textColumn } from '../imported-facts.js';
import { StaffAdmin } from './staff-admin.service.js';
import { NewStaff, StaffChange } from './staff.dto.js';

/** Of several with one number, whoever is in use; a member of staff of the HIS before one of ours. */
const FACTS = `select id, name, department_code as "departmentCode", title, position, phone, email, specialty from staff
  where staff_no = $1 and deleted_at is null order by active desc, source_system = 'local', source_system limit 1`;
const BY_ID = 'select name, department_code as "departmentCode", title, position, phone, email, specialty from staff where id = $1';

/** Staff from a file, by the rules of the page: of whom the HIS knows, only phone, mail and specialty are ours. */
@Injectable()
export class StaffImporter extends Importer {
  readonly kind = 'staff';
  readonly title = '人员';
  readonly permission = 'staff:write';
  readonly key = [['staffNo']];
  private readonly rules = strictValidation();

  constructor(private readonly admin: StaffAdmin) {
    super();
  }

  async columns(): Promise<readonly ImportColumn[]> {
    return [
      { field: 'staffNo', title: '工号', required: true, example: 'W0001', note: '与已有人员相同时更新该人员。请设为文本格式' },
      { field: 'name', title: '姓名', required: true, example: '张三', note: '不超过 50 字；来自 HIS 的人员不能改名' },
      textColumn('departmentCode', '科室编码', '', '已有的科室；来自 HIS 的人员以 HIS 为准'),
      textColumn('title', '职称', '副主任医师', '来自 HIS 的人员以 HIS 为准'),
      textColumn('position', '岗位', '保健医生', '来自 HIS 的人员以 HIS 为准'),
      textColumn('phone', '手机', '', '11 位手机号。请设为文本格式'),
      textColumn('email', '邮箱', '', ''),
      textColumn('specialty', '专业', '心血管内科', '不超过 100 字'),
    ];
  }

  async take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const { staffNo, ...said } = row as Record<string, string>;
    const known = await oneRow(em, FACTS, [staffNo]);
    if (!known) {
      const form: unknown = await this.rules.transform({ staffNo, ...said }, { type: 'body', metatype: NewStaff });
      const { id } = await this.admin.create(caller, form as NewStaff);
      return { outcome: 'added', ref: id, before: { was: {}, is: (await oneRow(em, BY_ID, [id]))! } satisfies ImportedFacts };
    }
    const { id, ...was } = known;
    if (differing(was, said).length === 0) return { outcome: 'unchanged', ref: String(id) };
    await this.bring(caller, String(id), { ...was, ...said });
    return { outcome: 'changed', ref: String(id), before: { was, is: (await oneRow(em, BY_ID, [id]))! } satisfies ImportedFacts };
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const { was, is } = before as ImportedFacts;
    refuseChangedSince(await oneRow(em, BY_ID, [ref]), is);
    if (outcome === 'added') await this.admin.remove(caller, ref);
    else await this.bring(caller, ref, was);
  }

  private async bring(caller: Caller, id: string, facts: Facts): Promise<void> {
    await this.admin.change(caller, id, (await this.rules.transform(facts, { type: 'body', metatype: StaffChange })) as StaffChange);
  }
}
