import { useMemo } from 'react';
import { TreeSelect } from 'antd';
import { useDepartments } from '../../shared/api/dictionaries.js';
import { treeOf } from '../../shared/list/department-tree.js';

interface Props {
  readonly label: string;
  /** Given by the form. */
  readonly value?: string | null;
  readonly onChange?: (code: string | null) => void;
  readonly placeholder?: string;
}

/** One department of those in use, found by name. */
export function DepartmentSelect({ label, value, onChange, placeholder = '请选择科室' }: Props) {
  const departments = useDepartments();
  const tree = useMemo(() => treeOf(departments), [departments]);
  return (
    <TreeSelect
      aria-label={label}
      value={value ?? null}
      treeData={tree}
      onChange={(code: string | null) => onChange?.(code ?? null)}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      placeholder={placeholder}
      style={{ width: '100%' }}
    />
  );
}
