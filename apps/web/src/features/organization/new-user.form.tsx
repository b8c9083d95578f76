import { Form, Input } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { DepartmentSelect } from './department-select.panel.js';
import { type Contact, ContactFields } from './contact.form.js';
import type { CreatedUser } from './user-words.js';

interface Values extends Contact {
  readonly username: string;
  readonly departmentCode?: string | null;
}

interface Props {
  readonly open: boolean;
  /** What is known of somebody who has no account yet. */
  readonly initial?: Partial<Values>;
  readonly onMade: (made: CreatedUser, name: string) => void;
  readonly onClose: () => void;
}

/** 新增账号: without a role, with a one-time secret. */
export function NewUserForm({ open, initial, onMade, onClose }: Props) {
  async function save(values: Values): Promise<void> {
    const made = await api.request('/users', { method: 'POST', body: values });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(users|staff)/.test(String(queryKey[0])) });
    onMade(made, values.name);
  }
  return (
    <DrawerForm<Values> open={open} title="新增账号" initial={initial ?? {}} onSave={save} onClose={onClose} saveText="建立并发放口令" saved="账号已建立" width={480}>
      <p className="weak">新账号没有任何角色，登录后看不到数据；角色由安全管理员分配。</p>
      <Form.Item
        name="username"
        label="账号"
        extra="登录时输入；注销后也不再给别人使用"
        rules={[
          { required: true, message: '请填写账号' },
          { pattern: /^[a-z0-9][a-z0-9._-]{1,31}$/, message: '2–32 位小写字母、数字、点、下划线或短横' },
        ]}
      >
        <Input autoFocus maxLength={32} placeholder="例如 zhang.san 或工号" />
      </Form.Item>
      <ContactFields staffNoHint="与 HIS 中的工号一致，本人经治的患者按它识别" />
      <Form.Item name="departmentCode" label="主科室" rules={[{ required: true, message: '请选择科室' }]}>
        <DepartmentSelect label="主科室" />
      </Form.Item>
    </DrawerForm>
  );
}
