import { useState } from 'react';
import { Modal, Select, Spin } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import type { Role } from './role-words.js';

/** Two roles beside each other: only what differs. */
export function RoleComparison({ roles, first, onClose }: { roles: readonly Role[]; first: string | null; onClose: () => void }) {
  const [a, setA] = useState(first);
  const [b, setB] = useState<string | null>(null);
  const { data, error } = useApi(`/roles/${a ?? ''}/comparison/${b ?? ''}`, { enabled: a !== null && b !== null });
  const options = roles.map(({ code, name }) => ({ value: code, label: name }));
  const nameOf = (code: string | null) => roles.find((role) => role.code === code)?.name;
  return (
    <Modal open title="比较两个角色" footer={null} width={760} onCancel={onClose}>
      <div className="org-filter role-tree-tools">
        <Select aria-label="角色一" value={a} options={options} onChange={setA} style={{ width: 200 }} placeholder="角色一" />
        与
        <Select aria-label="角色二" value={b} options={options} onChange={setB} style={{ width: 200 }} placeholder="角色二" />
      </div>
      {error && <ProblemAlert error={error} />}
      {a && b && !data && !error && <Spin delay={200} />}
      {data?.items.length === 0 && <p className="weak">两个角色没有区别。</p>}
      {data && data.items.length > 0 && (
        <div className="role-differences">
          <table className="list-table">
            <caption className="sr-only">两个角色的区别</caption>
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">{nameOf(a)}</th>
                <th scope="col">{nameOf(b)}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ what, a: one, b: other }) => (
                <tr key={what}>
                  <td>{what}</td>
                  <td>{one || '—'}</td>
                  <td>{other || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
