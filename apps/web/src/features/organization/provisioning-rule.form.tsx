import { Form, Input, Select, Switch } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { DepartmentSelect } from './department-select.panel.js';

export type ProvisioningRule = Schema<'ProvisioningRuleRow'>;

interface Values {
  readonly departmentCode?: string | null;
  readonly title?: string | null;
  readonly roleCode: string;
  readonly enabled: boolean;
}

export const readRulesAgain = () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/provisioning-rules') });

/** Of which department and title somebody is, and the role that he starts with. */
export function ProvisioningRuleForm({ rule, onClose }: { rule: ProvisioningRule | 'new' | null; onClose: () => void }) {
  const { data } = useApi('/provisioning-rules/roles', { enabled: rule !== null });
  async function save({ departmentCode, title, ...values }: Values): Promise<void> {
    const body = { ...values, departmentCode: departmentCode || null, title: title || null };
    if (rule === 'new') await api.request('/provisioning-rules', { method: 'POST', body });
    else if (rule) await api.request(`/provisioning-rules/${rule.id}`, { method: 'PUT', body });
    await readRulesAgain();
  }
  return (
    <DrawerForm<Values>
      open={rule !== null}
      title={rule === 'new' ? '新增规则' : '修改规则'}
      initial={rule === 'new' || rule === null ? { enabled: true } : rule}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      <Form.Item name="departmentCode" label="科室（含下级；不选：全部科室）">
        <DepartmentSelect label="科室" placeholder="全部科室" />
      </Form.Item>
      <Form.Item name="title" label="职称（与 HIS 中的写法一致；不填：全部职称）">
        <Input maxLength={50} placeholder="例如 主治医师" />
      </Form.Item>
      <Form.Item
        name="roleCode"
        label="缺省角色"
        extra="不含机密、导出、全院范围和系统管理权限的角色才能作为缺省角色"
        rules={[{ required: true, message: '请选择角色' }]}
      >
        <Select options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="enabled" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
    </DrawerForm>
  );
}
