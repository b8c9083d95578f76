import { Form, Input, Radio } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { POWERS, readRightsAgain, type Role } from './role-words.js';

interface Values {
  readonly name: string;
  readonly note?: string;
  readonly power: 'care' | 'system';
}

interface Props {
  /** A new one, or a copy of this. */
  readonly from: 'new' | Role | null;
  readonly onMade: (code: string) => void;
  readonly onClose: () => void;
}

/** A new role starts without any right; a copy with those of its model. */
export function NewRoleForm({ from, onMade, onClose }: Props) {
  const model = from !== null && from !== 'new' ? from : null;
  async function save({ name, note, power }: Values): Promise<void> {
    const empty = {
      note: note ?? '', power, dataScope: 'none', pastAccess: false, mayBeCleared: false, scopeDepartments: [], levels: null, categories: null, fields: {}, permissions: [],
    } as const;
    const { code } = model
      ? await api.request(`/roles/${model.code}/copy`, { method: 'POST', body: { name } })
      : await api.request('/roles', { method: 'POST', body: { ...empty, name, scopeDepartments: [], permissions: [] } });
    readRightsAgain();
    onMade(code);
  }
  return (
    <DrawerForm<Values>
      open={from !== null}
      title={model ? `复制角色：${model.name}` : '新建角色'}
      initial={model ? { name: `${model.name}（副本）`, power: 'care' } : { power: 'care' }}
      onSave={save}
      onClose={onClose}
      saved="已建立"
      width={480}
    >
      <Form.Item name="name" label="角色名称" rules={[{ required: true, whitespace: true, message: '请填写角色名称' }]}>
        <Input maxLength={30} />
      </Form.Item>
      {!model && (
        <>
          <Form.Item name="power" label="职权" extra="业务与系统管理的权限不能放在同一个角色里，同一个账号也不能兼任。">
            <Radio.Group options={(['care', 'system'] as const).map((value) => ({ value, label: POWERS[value] }))} />
          </Form.Item>
          <Form.Item name="note" label="说明">
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
      <p className="weak">{model ? '权限、数据范围和字段与原角色相同，不含成员，也不含机密许可。' : '新角色没有任何权限和数据范围，建立后再设置。'}</p>
    </DrawerForm>
  );
}
