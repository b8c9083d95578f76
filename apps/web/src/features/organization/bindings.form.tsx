import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Radio } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { today } from '../../shared/format/dates.js';
import { DepartmentSelect } from './department-select.panel.js';
import './organization.css';
import type { UserDetail } from './user-words.js';

interface Binding {
  readonly code: string;
  readonly position?: string | null;
  readonly from: string;
  readonly to?: string | null;
}
interface Values {
  readonly departments: readonly Binding[];
  /** Position of the main one among them. */
  readonly main: number;
}

const DAY = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '请按 2026-01-31 填写' };

/** 调整科室: one main department and others, each with its days. */
export function BindingsForm({ user, onClose }: { user: UserDetail | null; onClose: () => void }) {
  async function save({ departments, main }: Values): Promise<void> {
    if (!user) return;
    const body = { departments: departments.map((one, at) => ({ ...one, to: one.to || null, position: one.position || null, main: at === main })) };
    await api.request(`/users/${user.id}/departments`, { method: 'PUT', body });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/users') });
  }
  const known = user?.departments ?? [];
  return (
    <DrawerForm<Values>
      open={user !== null}
      title={`调整科室：${user?.name ?? ''}`}
      initial={{
        departments: known.length ? known.map(({ code, position, from, to }) => ({ code, position, from, to })) : [{ code: '', from: today() }],
        main: Math.max(0, known.findIndex(({ main }) => main)),
      }}
      onSave={save}
      onClose={onClose}
      width={760}
    >
      <p className="weak">按科室看到的患者，取当日有效的全部科室；到期次日起不再有效，修改后下一次操作即生效。</p>
      <Form.Item name="main" noStyle>
        <Radio.Group style={{ width: '100%' }}>
          <Form.List name="departments">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <div key={key} className="org-binding">
                    <Radio value={name}>主科室</Radio>
                    <Form.Item name={[name, 'code']} rules={[{ required: true, message: '请选择' }]}>
                      <DepartmentSelect label="科室" />
                    </Form.Item>
                    <Form.Item name={[name, 'position']}>
                      <Input placeholder="岗位" aria-label="岗位" maxLength={50} />
                    </Form.Item>
                    <Form.Item name={[name, 'from']} rules={[{ required: true, message: '请填写' }, DAY]}>
                      <Input placeholder="自 2026-01-01" aria-label="自" />
                    </Form.Item>
                    <Form.Item name={[name, 'to']} rules={[DAY]}>
                      <Input placeholder="至（可不填）" aria-label="至" />
                    </Form.Item>
                    <Button type="text" icon={<DeleteOutlined />} aria-label="移除" disabled={fields.length === 1} onClick={() => remove(name)} />
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({ from: today() })}>
                  增加兼职科室
                </Button>
              </>
            )}
          </Form.List>
        </Radio.Group>
      </Form.Item>
    </DrawerForm>
  );
}
