import { Injectable, type StreamableFile, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { kindOf, moduleOf, PERMISSION_MODULES } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { PERSON_FIELD_NAMES, PERSON_FIELDS } from '../../../platform/access/person-fields.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportRows } from '../../../platform/http/export-rows.js';
import type { RoleDetail, RoleDifference } from './role.dto.js';
import { DISPLAY_WORDS, KIND_WORDS, POWER_WORDS, scopeSentence } from './role-words.js';
import { roleDetail } from './roles.queries.js';

/** One line of the matrix: what it is about, and what each role says to it. */
type Line = Readonly<Record<string, string>>;
interface Topic { readonly module: string; readonly title: string; readonly kind: string; readonly of: (role: RoleDetail) => string }

const yes = (value: boolean): string => (value ? '√' : '');
const TOPICS: readonly Topic[] = [
  { module: '角色', title: '职权', kind: '', of: ({ power }) => POWER_WORDS[power] },
  { module: '角色', title: '状态', kind: '', of: ({ active }) => (active ? '启用' : '停用') },
  { module: '角色', title: '成员数', kind: '', of: ({ holders }) => String(holders) },
  { module: '数据范围', title: '可见人员', kind: '', of: scopeSentence },
  { module: '数据范围', title: '可授予机密许可', kind: '', of: ({ mayBeCleared }) => yes(mayBeCleared) },
  ...PERSON_FIELD_NAMES.map((field): Topic => ({
    module: '字段', title: PERSON_FIELDS[field], kind: '', of: ({ fields }) => DISPLAY_WORDS[fields[field] ?? 'masked'],
  })),
  ...(Object.keys(PERMISSIONS) as Permission[])
    .sort((a, b) => Object.keys(PERMISSION_MODULES).indexOf(moduleOf(a)) - Object.keys(PERMISSION_MODULES).indexOf(moduleOf(b)))
    .map((permission): Topic => ({
      module: PERMISSION_MODULES[moduleOf(permission)].title, title: PERMISSIONS[permission], kind: KIND_WORDS[kindOf(permission)],
      of: ({ permissions }) => yes(permissions.includes(permission)),
    })),
];

/** Roles beside each other: two on the page, all of them in a workbook for auditors. */
@Injectable()
export class RoleSheets {
  constructor(private readonly db: ScopedDatabase) {}

  async compare(caller: Caller, a: string, b: string): Promise<RoleDifference[]> {
    const [one, other] = await this.db.asCaller(caller, async (em) => [await roleDetail(em, caller, a), await roleDetail(em, caller, b)] as const);
    return TOPICS.filter(({ of }) => of(one) !== of(other)).map(({ module, title, of }) => ({ what: `${module} · ${title}`, a: of(one), b: of(other) }));
  }

  matrix(caller: Caller): Promise<StreamableFile> {
    return this.db.asCaller(caller, async (em) => {
      const codes: { code: string }[] = await em.query('select code from role order by sort, code');
      const roles: RoleDetail[] = [];
      for (const { code } of codes) roles.push(await roleDetail(em, caller, code));
      const lines = TOPICS.map(({ module, title, kind, of }): Line => ({ module, title, kind, ...Object.fromEntries(roles.map((role) => [role.code, of(role)])) }));
      return exportRows(matrixRow(roles), lines, { title: '角色权限矩阵', filters: '全部角色', period: [undefined, undefined], words: {}, caller });
    });
  }
}

/** The row class of this matrix: a column for each role there is. */
function matrixRow(roles: readonly RoleDetail[]): Type<Line> {
  class MatrixRow {}
  const columns = [['module', '模块'], ['title', '权限'], ['kind', '类别'], ...roles.map(({ code, name }) => [code, name])] as [string, string][];
  for (const [field, title] of columns) ApiProperty({ type: String, title })(MatrixRow.prototype, field);
  return MatrixRow as Type<Line>;
}
