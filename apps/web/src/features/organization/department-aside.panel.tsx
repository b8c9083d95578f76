import { useMemo } from 'react';
import { Tree } from 'antd';
import { useDepartments } from '../../shared/api/dictionaries.js';
import { type DepartmentNode, treeOf } from '../../shared/list/department-tree.js';
import './organization.css';

interface Branch {
  readonly key: string;
  readonly title: string;
  readonly children: Branch[];
}
const asTree = (nodes: readonly DepartmentNode[]): Branch[] =>
  nodes.map(({ value, title, children }) => ({ key: value, title, children: asTree(children) }));

/** Left of a list: the tree of departments; a branch narrows the list to itself and everything below. */
export function DepartmentAside({ chosen, onChoose }: { chosen: string; onChoose: (code: string) => void }) {
  const departments = useDepartments();
  const tree = useMemo(() => asTree(treeOf(departments)), [departments]);
  if (tree.length === 0) return null;
  return (
    <nav className="org-aside" aria-label="按科室查看">
      <Tree
        treeData={[{ key: '', title: '全部科室', children: tree }]}
        defaultExpandedKeys={['', ...tree.map(({ key }) => key)]}
        selectedKeys={[chosen]}
        onSelect={([key]) => onChoose(String(key ?? ''))}
        blockNode
      />
    </nav>
  );
}
