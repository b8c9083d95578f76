import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { strictValidation } from '../../../platform/http/validation.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../../transfers/importer.port.js';
import { differing, type Facts, type ImportedFacts, oneRow, refuseChangedSince, textColumn, YES_NO } from '../imported-facts.js';
import { DepartmentChange, NewDepartment } from './department-input.dto.js';
import { DepartmentsAdmin } from './departments-admin.service.js';

const KINDS = [
  { word: '临床', code: 'clinical' }, { word: '医技', code: 'tech' }, { word: '体检', code: 'pe' }, { word: '行政', code: 'admin' }, { word: '分组', code: 'group' },
];
const FACTS = `select code, name, parent_code as "parentCode", kind, handles_visits as "handlesVisits", sort, head_staff_no as "headStaffNo",
  head_nurse_staff_no as "headNurseStaffNo" from department where code = $1`;

/** Departments from a file, by the rules of the page: what comes from the HIS stays as the HIS has it. */
@Injectable()
export class DepartmentImporter extends Importer {
  readonly kind = 'department';
  readonly title = '科室';
  readonly permission = 'department:write';
  readonly key = [['code']];
  override readonly rowsBuildOnEachOther = true;
  private readonly rules = strictValidation();

  constructor(private readonly admin: DepartmentsAdmin) {
    super();
  }

  async columns(): Promise<readonly ImportColumn[]> {
    return [
      { field: 'code', title: '科室编码', required: true, example: '9101', note: '与已有科室相同时更新该科室。请设为文本格式' },
      { field: 'name', title: '科室名称', required: true, example: '保健一病区', note: '不超过 50 字；来自 HIS 的科室不能改名' },
      textColumn('parentCode', '上级科室编码', '', '已有的科室，或写在本行之上的新科室；留空不修改'),
      { field: 'kind', title: '类别', example: '临床', note: '新增时必填', choices: KINDS },
      { field: 'handlesVisits', title: '需处理就诊', example: '是', note: '留空视为否（新增）或不修改', choices: YES_NO },
      textColumn('sort', '顺序', '10', '0 至 100000，小的在前'),
      textColumn('headStaffNo', '负责人工号', '', '在职人员'),
      textColumn('headNurseStaffNo', '护士长工号', '', '在职人员'),
    ];
  }

  async take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const said = saidBy(row);
    const code = String(said['code']);
    const was = await oneRow(em, FACTS, [code]);
    if (!was && !said['kind']) throw new BadInput('请填写类别。', [{ field: 'kind', message: '新增科室须填写类别' }]);
    if (!was) await this.make(caller, said);
    const before = was ?? (await oneRow(em, FACTS, [code]))!;
    // Two kinds bear the same word; whichever it was stays.
    const wanted = { ...before, ...said, ...(before['kind'] === 'clinic' && said['kind'] === 'clinical' && { kind: 'clinic' }) } as Facts;
    await this.bring(caller, before, wanted);
    const is = (await oneRow(em, FACTS, [code]))!;
    if (!was) return { outcome: 'added', ref: code, before: { was: {}, is } satisfies ImportedFacts };
    if (differing(was, is).length === 0) return { outcome: 'unchanged', ref: code };
    return { outcome: 'changed', ref: code, before: { was, is } satisfies ImportedFacts };
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const { was, is } = before as ImportedFacts;
    const now = await oneRow(em, FACTS, [ref]);
    refuseChangedSince(now, is);
    if (outcome === 'added') await this.admin.remove(caller, ref);
    else await this.bring(caller, now!, was);
  }

  private async make(caller: Caller, { code, name, parentCode, kind, handlesVisits }: Facts): Promise<void> {
    const form: unknown = await this.rules.transform({ code, name, parentCode: parentCode ?? null, kind, handlesVisits: handlesVisits ?? false }, { type: 'body', metatype: NewDepartment });
    await this.admin.create(caller, form as NewDepartment);
  }

  private async bring(caller: Caller, from: Facts, to: Facts): Promise<void> {
    const code = String(from['code']);
    const changed = differing(from, to);
    if (changed.some((field) => ['name', 'kind', 'sort', 'headStaffNo', 'headNurseStaffNo'].includes(field))) {
      const { name, kind, sort, headStaffNo, headNurseStaffNo } = to;
      const form: unknown = await this.rules.transform({ name, kind, sort, headStaffNo, headNurseStaffNo }, { type: 'body', metatype: DepartmentChange });
      await this.admin.change(caller, code, form as DepartmentChange);
    }
    if (changed.includes('parentCode')) await this.admin.move(caller, code, to['parentCode'] === null ? null : String(to['parentCode']));
    if (changed.includes('handlesVisits')) await this.admin.setVisitHandling(caller, [code], to['handlesVisits'] === true);
  }
}

function saidBy(row: ImportedRow): Facts {
  const { sort, handlesVisits, ...texts } = row as Record<string, string>;
  return {
    ...texts, ...(sort !== undefined && { sort: /^\d{1,6}$/.test(sort) ? Number(sort) : sort }), ...(handlesVisits !== undefined && { handlesVisits: handlesVisits === 'true' }),
  };
}
