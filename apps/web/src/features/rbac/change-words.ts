import { type Definition, DISPLAYS, type PermissionTree, type RightsChange, SCOPES } from './role-words.js';

/** One difference between before and after, in words. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const listed = (value: readonly string[] | null): string => (value === null ? '不限' : value.join('、') || '无');
const yes = (value: boolean): string => (value ? '是' : '否');

/** What a role would say differently. */
function roleDifferences(before: Partial<Definition>, after: Partial<Definition>, tree: PermissionTree): Difference[] {
  const permissions = tree.modules.flatMap(({ title, permissions: own }) => own.map(({ permission, name }) => ({ key: permission, name: `${title} · ${name}` })));
  const held = (definition: Partial<Definition>, key: string) => definition.permissions?.includes(key as Definition['permissions'][number]) ?? false;
  const display = (definition: Partial<Definition>, field: string) => DISPLAYS[definition.fields?.[field] ?? 'masked'];
  const pairs: readonly (readonly [string, string, string])[] = [
    ['名称', before.name ?? '', after.name ?? ''],
    ['说明', before.note ?? '', after.note ?? ''],
    ['数据范围', before.dataScope ? SCOPES[before.dataScope] : '', after.dataScope ? SCOPES[after.dataScope] : ''],
    ['指定科室', listed(before.scopeDepartments ?? []), listed(after.scopeDepartments ?? [])],
    ['保健级别', listed(before.levels ?? null), listed(after.levels ?? null)],
    ['对象类型', listed(before.categories ?? null), listed(after.categories ?? null)],
    ['含已结束的就诊', yes(before.pastAccess ?? false), yes(after.pastAccess ?? false)],
    ['机密许可有效', yes(before.mayBeCleared ?? false), yes(after.mayBeCleared ?? false)],
    ...tree.fields.map(({ field, name }) => [`字段 · ${name}`, display(before, field), display(after, field)] as const),
    ...permissions.map(({ key, name }) => [name, held(before, key) ? '有' : '无', held(after, key) ? '有' : '无'] as const),
  ];
  return pairs.flatMap(([what, was, is]) => (was === is ? [] : [{ what, before: was, after: is }]));
}

/** A change in words: what it would be, and what it is now. */
export function differencesOf(change: RightsChange, tree: PermissionTree): Difference[] {
  const what = change.what as Record<string, unknown>;
  const before = (change.before ?? {}) as Record<string, unknown>;
  if (change.kind === 'member') {
    const role = String(what['role'] ?? before['role'] ?? change.roleCode);
    return [{ what: `角色 · ${role}`, before: what['removed'] ? '有' : '无', after: what['removed'] ? '无' : '有' }];
  }
  if (change.kind === 'role') {
    if (what['removed']) return [{ what: '角色', before: '存在', after: '已删除' }];
    if ('active' in what) return [{ what: '状态', before: before['active'] ? '启用' : '停用', after: what['active'] ? '启用' : '停用' }];
    return roleDifferences(before as Partial<Definition>, what as Partial<Definition>, tree);
  }
  const [none, some] = ['无', change.kind === 'grant' ? '授权' : '禁止'];
  const until = what['validUntil'] ? `，至 ${new Date(String(what['validUntil'])).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)}` : '';
  return [{ what: String(what['name']), before: what['lifted'] ? some! : none!, after: what['lifted'] ? none! : `${some}${until}` }];
}
