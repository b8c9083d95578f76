import { useDeferredValue, useState } from 'react';
import { Select } from 'antd';
import { useApi } from '../../shared/api/api.js';

interface Props {
  readonly label: string;
  /** Given by the form: the id of an account. */
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  /** For a clearance: accounts whose roles may not have one are shown and cannot be chosen. */
  readonly clearable?: boolean;
}

/** An account that is in use, found by name, account or staff number. */
export function ColleagueSelect({ label, value, onChange, clearable = false }: Props) {
  const [typed, setTyped] = useState('');
  const keyword = useDeferredValue(typed.trim());
  const { data } = useApi(clearable ? '/clearances/colleagues' : '/confidential-matters/colleagues', { query: { keyword }, enabled: keyword !== '', keep: true });
  const options = (data?.items ?? []).map(({ id, name, username, departmentName, roles, ground }) => ({
    value: id,
    disabled: clearable && !ground,
    label: `${name}（${[username, departmentName, roles.join('、')].filter(Boolean).join(' · ')}）${clearable && !ground ? '：角色不能获得授权' : ''}`,
  }));
  return (
    <Select
      aria-label={label}
      {...(value ? { value } : {})}
      onChange={(id: string) => onChange?.(id)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder="输入姓名、账号或工号查找"
      options={options}
      notFoundContent={keyword ? '没有找到在用账号' : '请输入姓名、账号或工号'}
    />
  );
}
