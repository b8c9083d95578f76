import type { Department } from '../api/dictionaries.js';

export interface DepartmentNode {
  readonly value: string;
  readonly title: string;
  readonly children: DepartmentNode[];
}

/** Departments whose parent is not among them (out of scope, or none) stand at the top. */
export function treeOf(departments: readonly Department[]): DepartmentNode[] {
  const nodes = new Map(
    [...departments]
      .sort((a, b) => a.sort - b.sort)
      .map(({ code, name }) => [code, { value: code, title: name, children: [] as DepartmentNode[] }]),
  );
  const parents = new Map(departments.map(({ code, parentCode }) => [code, parentCode]));
  const roots: DepartmentNode[] = [];
  for (const node of nodes.values()) (nodes.get(parents.get(node.value) ?? '')?.children ?? roots).push(node);
  return roots;
}
