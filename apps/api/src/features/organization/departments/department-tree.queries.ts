import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportRows } from '../../../platform/http/export-rows.js';
import { NotFound } from '../../../platform/http/refusal.js';
import {
  type DepartmentDetail, type DepartmentMember, type DepartmentSummary, type DepartmentTree, type DepartmentTreeQuery, DepartmentTreeRow,
  type EarlierName,
} from './department-tree.dto.js';

/** Every department with its way from the top; those whose parent is gone stand at the top. */
const TREE = `with recursive tree as (
    select d.code, 0 as depth, d.name as path, array[lpad(d.sort::text, 10, '0') || d.code] as place from department d where d.parent_code is null
    union all
    select d.code, t.depth + 1, t.path || ' / ' || d.name, t.place || (lpad(d.sort::text, 10, '0') || d.code)
    from department d join tree t on d.parent_code = t.code)`;
const ROWS = `tree t join department d using (code) left join department p on p.code = d.parent_code`;
const nameOf = (column: string): string =>
  `(select s.name from staff s where s.staff_no = ${column} and s.deleted_at is null order by s.active desc, s.name limit 1)`;
const COLUMNS = `d.code, d.name, d.source_key as "sourceKey", p.name as "parentName", t.path, d.kind, ${nameOf('d.head_staff_no')} as "headName",
  ${nameOf('d.head_nurse_staff_no')} as "headNurseName",
  (select count(*) from staff s where s.department_code = d.code and s.active and s.deleted_at is null) as members,
  d.handles_visits as "handlesVisits", d.active, case when d.source_system is null then 'local' else 'his' end as origin,
  d.parent_code as "parentCode", t.depth, d.sort, d.head_staff_no as "headStaffNo", d.head_nurse_staff_no as "headNurseStaffNo",
  d.rated_beds as "ratedBeds", d.merged_into as "mergedInto"`;
const KIND_WORDS = { group: '分组', clinical: '临床', clinic: '临床', tech: '医技', pe: '体检', admin: '行政' };

/** The tree of departments with what stands beside each. */
@Injectable()
export class DepartmentTreeQueries {
  constructor(private readonly db: ScopedDatabase) {}

  tree(caller: Caller, query: DepartmentTreeQuery): Promise<DepartmentTree> {
    return this.db.asCaller(caller, async (em) => {
      const items = await rowsOf(em, query);
      return { items, summary: summaryOf(items) };
    });
  }

  detail(caller: Caller, code: string): Promise<DepartmentDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], staff, names]: [DepartmentTreeRow[], DepartmentMember[], EarlierName[]] = await Promise.all([
        em.query(`${TREE} select ${COLUMNS} from ${ROWS} where d.code = $1`, [code]),
        em.query(
          `select staff_no as "staffNo", name, position, title from staff
           where department_code = $1 and active and deleted_at is null order by name, staff_no limit 500`,
          [code],
        ),
        em.query(
          `select n.name, p.name as "parentName", nullif(n.valid_from, '2000-01-01'::timestamptz) as "from", n.valid_until as until
           from department_name n left join department p on p.code = n.parent_code where n.code = $1 order by n.valid_from desc`,
          [code],
        ),
      ]);
      if (!found) throw new NotFound('科室');
      return { ...found, staff, names };
    });
  }

  /** In the order of the tree, names moved in by their depth, with the whole path beside. */
  async export(caller: Caller, query: DepartmentTreeQuery): Promise<StreamableFile> {
    const { file } = await this.db.asCaller(caller, async (em) => {
      const items = await rowsOf(em, query);
      const rows = items.map((row) => ({ ...row, name: `${'　　'.repeat(row.depth)}${row.name}` }));
      const file = await exportRows(DepartmentTreeRow, rows, {
        caller, title: '科室信息', period: [undefined, undefined], filters: filterSentence(query),
        words: { kind: KIND_WORDS, origin: { his: 'HIS', local: '本系统' } },
      });
      return { file, items };
    });
    return file;
  }
}

function rowsOf(em: EntityManager, { keyword, disabled, handlesVisits, kind }: DepartmentTreeQuery): Promise<DepartmentTreeRow[]> {
  const conditions = new Conditions().when(keyword, (text) => `(strpos(d.name, ${text}) > 0 or starts_with(d.code, ${text}))`);
  if (!disabled) conditions.always('d.active');
  if (handlesVisits !== undefined) conditions.and((bind) => `d.handles_visits = ${bind(handlesVisits)}`);
  conditions.when(kind, (kinds) => `d.kind = any (${kinds}::text[])`);
  return em.query(`${TREE} select ${COLUMNS} from ${ROWS} where ${conditions.where} order by t.place`, conditions.values);
}

const summaryOf = (rows: readonly DepartmentTreeRow[]): DepartmentSummary => ({
  departments: rows.length,
  active: rows.filter(({ active }) => active).length,
  handlingVisits: rows.filter(({ handlesVisits }) => handlesVisits).length,
  members: rows.reduce((sum, { members }) => sum + members, 0),
});

function filterSentence({ keyword, disabled, handlesVisits, kind }: DepartmentTreeQuery): string {
  const parts = [
    ...(keyword ? [`名称或编码含“${keyword}”`] : []),
    ...(handlesVisits === undefined ? [] : [handlesVisits ? '需处理就诊' : '不处理就诊']),
    ...(kind ? [`类别：${kind.map((one) => KIND_WORDS[one as keyof typeof KIND_WORDS] ?? one).join('、')}`] : []),
    disabled ? '含已停用' : '仅启用的科室',
  ];
  return parts.join('；');
}
