import { useMemo } from 'react';
import { TreeSelect } from 'antd';
import { useDepartments } from '../api/dictionaries.js';
import { treeOf } from './department-tree.js';

/** One department or a whole branch of them, found by name. */
export function DepartmentField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (code: string) => void;
}) {
  const departments = useDepartments();
  const tree = useMemo(() => treeOf(departments), [departments]);
  return (
    <TreeSelect
      aria-label={label}
      value={value || null}
      treeData={tree}
      onChange={(code: string | null) => onChange(code ?? '')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      placeholder="全部科室"
      style={{ width: '100%' }}
      popupMatchSelectWidth={280}
    />
  );
}
