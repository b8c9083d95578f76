import { useMemo, useState } from 'react';
import { Button, Switch, Tree } from 'antd';
import { SITE } from '../../router.js';
import type { Definition, PermissionTree, Role } from './role-words.js';

interface Props {
  readonly tree: PermissionTree;
  readonly kind: 'see' | 'operate' | 'export';
  readonly power: Role['power'];
  readonly chosen: Definition['permissions'];
  readonly disabled: boolean;
  readonly onChoose: (permissions: Definition['permissions']) => void;
}
type Permission = Definition['permissions'][number];

/** Which pages a permission opens. */
const pagesOf = (permission: string): string =>
  SITE.filter((page) => page.group && page.permission === permission)
    .map(({ title }) => title)
    .join('、');

/** Permissions of one kind by module, with boxes. A module's box takes all of its own along while 父子联动 is on. */
export function PermissionChecks({ tree, kind, power, chosen, disabled, onChoose }: Props) {
  const [linked, setLinked] = useState(true);
  const modules = useMemo(
    () =>
      tree.modules.flatMap(({ module, title, permissions }) => {
        const own = permissions.filter((one) => one.kind === kind && one.powers.includes(power));
        return own.length ? [{ module, title, own }] : [];
      }),
    [tree, kind, power],
  );
  const all = modules.map(({ module }) => module);
  const [open, setOpen] = useState<readonly string[]>(all);
  const offered = modules.flatMap(({ own }) => own.filter(({ assignable }) => assignable).map(({ permission }) => permission as Permission));
  const shown = new Set<string>(modules.flatMap(({ own }) => own.map(({ permission }) => permission)));
  const choose = (keys: readonly string[]) =>
    onChoose([...chosen.filter((one) => !shown.has(one)), ...(keys.filter((key) => shown.has(key)) as Permission[])]);
  const data = modules.map(({ module, title, own }) => ({
    key: module,
    title: `${title}（${own.filter(({ permission }) => chosen.includes(permission as Permission)).length}/${own.length}）`,
    disableCheckbox: disabled || !own.some(({ assignable }) => assignable),
    children: own.map(({ permission, name, assignable }) => {
      const pages = pagesOf(permission);
      return {
        key: permission,
        title: (
          <>
            {name} {pages && <span className="weak">打开：{pages}</span>} {!assignable && <span className="tag tag-off">您不能授予</span>}
          </>
        ),
        disableCheckbox: disabled || !assignable,
      };
    }),
  }));
  if (modules.length === 0) return <p className="weak">该职权没有这一类权限。</p>;
  return (
    <>
      <div className="org-filter role-tree-tools">
        <Button size="small" disabled={disabled} onClick={() => choose([...new Set([...chosen.filter((one) => shown.has(one)), ...offered])])}>
          全选
        </Button>
        <Button size="small" disabled={disabled} onClick={() => choose(chosen.filter((one) => shown.has(one) && !offered.includes(one)))}>
          全不选
        </Button>
        <Button size="small" onClick={() => setOpen(open.length ? [] : all)}>
          {open.length ? '折叠' : '展开'}
        </Button>
        <label>
          <Switch size="small" checked={linked} onChange={setLinked} aria-label="父子联动" /> 父子联动
        </label>
      </div>
      <Tree
        checkable
        selectable={false}
        checkStrictly={!linked}
        expandedKeys={[...open]}
        onExpand={(keys) => setOpen(keys.map(String))}
        checkedKeys={chosen.filter((one) => shown.has(one))}
        onCheck={(checked) => choose((Array.isArray(checked) ? checked : checked.checked).map(String))}
        treeData={data}
      />
    </>
  );
}
