import { useDeferredValue, useState } from 'react';
import { Select } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';

interface Props {
  readonly label: string;
  /** Given by the form: a staff number. */
  readonly value?: string | null;
  readonly onChange?: (staffNo: string | null) => void;
}

/** Somebody who works here, found by name or number. */
export function StaffSelect({ label, value, onChange }: Props) {
  const { can } = useAccess();
  const [typed, setTyped] = useState('');
  const keyword = useDeferredValue(typed || (value ?? ''));
  const { data } = useApi('/staff', { query: { keyword, state: ['active'], pageSize: 20 }, enabled: can('staff:read'), keep: true });
  return (
    <Select
      aria-label={label}
      value={value ?? null}
      onChange={(staffNo: string | null) => onChange?.(staffNo ?? null)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder="姓名或工号"
      options={(data?.items ?? []).map(({ staffNo, name, departmentName }) => ({ value: staffNo, label: `${name}（${staffNo}${departmentName ? ` ${departmentName}` : ''}）` }))}
      notFoundContent="没有找到在职人员"
    />
  );
}
