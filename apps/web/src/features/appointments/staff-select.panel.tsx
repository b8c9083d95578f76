import { useState } from 'react';
import { Select } from 'antd';
import { useApi } from '../../shared/api/api.js';

interface Props {
  readonly value?: readonly string[];
  readonly onChange?: (staffNos: string[]) => void;
  /** Names of those already chosen, by number. */
  readonly known?: Readonly<Record<string, string>>;
  /** How many may be chosen. */
  readonly most?: number;
}

/** Several colleagues by name or number; the own department first. */
export function StaffSelect({ value, onChange, known = {}, most }: Props) {
  const [typed, setTyped] = useState('');
  const [names, setNames] = useState<Readonly<Record<string, string>>>(known);
  const { data } = useApi('/receptions/staff', { query: { q: typed.trim() }, keep: true });
  const found = (data?.items ?? []).map(({ staffNo, name, departmentName }) => ({
    value: staffNo,
    label: `${name}（${staffNo}${departmentName ? `，${departmentName}` : ''}）`,
    name,
  }));
  const chosen = (value ?? []).filter((no) => !found.some((one) => one.value === no)).map((no) => ({ value: no, label: names[no] ?? no, name: names[no] ?? no }));
  return (
    <Select<string[]>
      mode="multiple"
      {...(most !== undefined && { maxCount: most })}
      aria-label="参与或接待人员"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={[...(value ?? [])]}
      options={[...chosen, ...found]}
      placeholder="姓名或工号"
      notFoundContent="没有找到"
      onChange={(next) => {
        setNames({ ...names, ...Object.fromEntries(found.map(({ value: no, name }) => [no, name])) });
        setTyped('');
        onChange?.(next);
      }}
    />
  );
}
