import { useMemo } from 'react';
import { TreeSelect } from 'antd';
import { useDepartments, type Department } from '../api/dictionaries.js';

interface Node { readonly value: string; readonly title: string; readonly children: Node[] }

/** One department or a whole branch of them, found by name. */
export function DepartmentField({ label, value, onChange }: { label: string; value: string; onChange: (code: string) => void }) {
  const departments = useDepartments();
  const tree = useMemo(() => treeOf(departments), [departments]);
  return (
    <TreeSelect
      aria-label={label} value={value || null} treeData={tree} onChange={(code: string | null) => onChange(code ?? '')}
      showSearch={{ treeNodeFilterProp: 'title' }} allowClear placeholder="全部科室" style={{ width: '100%' }} popupMatchSelectWidth={280}
    />
  );
}

/** Departments whose parent is not among them (out of scope, or none) stand at the top. */
export function treeOf(departments: readonly Department[]): Node[] {
  const nodes = new Map([...departments].sort((a, b) => a.sort - b.sort).map(({ code, name }) => [code, { value: code, title: name, children: [] as Node[] }]));
  const parents = new Map(departments.map(({ code, parentCode }) => [code, parentCode]));
  const roots: Node[] = [];
  for (const node of nodes.values()) (nodes.get(parents.get(node.value) ?? '')?.children ?? roots).push(node);
  return roots;
}
